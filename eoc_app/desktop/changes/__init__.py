"""Lists of what changed."""
