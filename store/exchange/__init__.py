"""Files of other programs: vCard, CSV and JSON of contacts and persons; CSV and JSON of activities (H2, C9)."""
