"""All Articles -> Survey: what only all of them together tell."""
