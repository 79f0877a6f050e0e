"""Alarms against the budget of a shift."""
