"""Countries as people search for them and as free text names them."""
