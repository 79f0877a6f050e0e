"""Alarms, their budget and the record of how they turned out."""
