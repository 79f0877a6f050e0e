"""The score of a country: signals, readings, the method, and why it is what it is."""
