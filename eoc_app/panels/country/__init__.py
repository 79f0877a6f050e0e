"""One country: its headline, its score, its restriction clock."""
