"""Reading and writing files of others: vCard, CSV and JSON for contacts and persons, CSV and JSON for activities (H2)."""
