"""Expected ranges and alarms: the figures to expect on a quiet day.

Used only while a snapshot is built. Arrays are series x time throughout; NaN is a day that was not
observed.
"""
