"""The timeline of restriction periods and the list of next changes."""
