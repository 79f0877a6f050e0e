"""Lines, days, times and versions of iCalendar files."""
