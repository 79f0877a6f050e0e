"""A sealed snapshot: its catalogue of queries, its contract, its one connection."""
