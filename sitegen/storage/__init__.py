"""What lasts: files written whole, the memo of pure steps, what memory keeps between builds."""
