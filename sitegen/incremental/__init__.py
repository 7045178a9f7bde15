"""What one process leaves for the next, so that a build does only what is new."""
