"""From files to guarded rows in staging tables."""
