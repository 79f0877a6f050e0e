"""How numbers, days, figures and platforms are printed."""
