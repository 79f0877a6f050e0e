"""Files as sources: encodings, conventions, tables, streams of rows."""
