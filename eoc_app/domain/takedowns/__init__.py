"""Removed networks as threat-research files describe them."""
