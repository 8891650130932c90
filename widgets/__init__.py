"""Reusable pieces that know no screen and no database: data in, messages out."""
