"""What is known of human languages: their tags, letters, words, dates and slugs."""
