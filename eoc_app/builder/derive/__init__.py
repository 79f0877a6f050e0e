"""Facts in order, and what follows from them: periods from rules, scores."""
