"""Restriction periods, the rules that yield them, and how they change."""
