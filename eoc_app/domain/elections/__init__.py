"""Elections as calendars list them, and as occasions for rules."""
