"""What the search is made of (C8): words, documents, the index on either database, words that are near, excerpts."""
