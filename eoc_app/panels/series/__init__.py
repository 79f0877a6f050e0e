"""Charts and tables of signals, with their sources."""
