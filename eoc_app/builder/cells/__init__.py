"""Cells and columns of source files as values of the format."""
