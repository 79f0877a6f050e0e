"""The header of every screen."""
