"""Briefings: the window's own pages on paper, with a manifest that leads back to every number."""
