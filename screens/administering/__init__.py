"""The sections of the administration, and what they ask (G1 to G4)."""
