"""Briefings: the window's pages as pictures, with a manifest that traces every number."""
