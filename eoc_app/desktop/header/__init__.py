"""The header of the window: day, platforms, filters."""
