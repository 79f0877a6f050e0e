"""Tables: their models, cells, order, filters and dialog."""
