"""One file per kind of view: the data that a widget draws, its table, whether it is an exercise."""
