"""Expected ranges and alarms of every series."""
