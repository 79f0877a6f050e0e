"""The process that opens the file, and the path from a snapshot to a view."""
