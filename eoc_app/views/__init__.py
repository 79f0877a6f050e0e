"""One file per kind of view: what a widget draws, its table, whether it is an exercise."""
