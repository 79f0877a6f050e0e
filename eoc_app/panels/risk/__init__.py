"""The risk of every country, and why it is not flagged."""
