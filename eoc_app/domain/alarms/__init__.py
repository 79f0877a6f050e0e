"""Alarm budgets, the record of alarms, and whether they were right."""
