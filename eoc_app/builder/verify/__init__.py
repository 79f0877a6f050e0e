"""Whether a snapshot is what its facts yield."""
