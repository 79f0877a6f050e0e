"""Removed networks, their origins and their targets."""
