"""Articles -> the finished site: arranged, rendered, staged, swapped in."""
