"""Files as importers meet them: where their bytes are, what their text says, what they gave."""
