"""Words that every side knows: problems, places, selections, frames, countries."""
