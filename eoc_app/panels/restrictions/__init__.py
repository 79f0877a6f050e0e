"""Restriction periods: timeline, next changes, register, possible breaches."""
