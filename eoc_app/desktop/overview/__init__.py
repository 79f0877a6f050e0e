"""The map and the ranked table."""
