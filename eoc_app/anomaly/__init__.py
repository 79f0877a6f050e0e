"""Expected ranges and alarms: what a figure would have been, had nothing happened.

Used when a snapshot is built and by nothing else. Arrays are series x time throughout; NaN is a
day that was not observed.
"""
