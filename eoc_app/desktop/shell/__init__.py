"""The application and its window: start, screens, keys, palette, files."""
