"""content/*.md: texts -> Articles, and what becomes of them where people and seeds both write."""
