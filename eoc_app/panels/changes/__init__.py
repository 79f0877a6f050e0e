"""What changed since the day before and since the previous snapshot."""
