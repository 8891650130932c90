"""The domain: models, rules, queries, rights, settings, clock and migrations. Knows no terminal."""
