"""Types that every side shares: problems, places, selections, frames, countries."""
