"""Countries as people search for them and as free words name them."""
