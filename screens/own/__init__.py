"""The sections of one's own settings (G5)."""
