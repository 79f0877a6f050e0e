"""The method of the score, and scores by other weights."""
