"""Removed networks, as described in threat-research files."""
