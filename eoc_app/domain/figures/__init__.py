"""Figures with their bounds, currencies and shares."""
