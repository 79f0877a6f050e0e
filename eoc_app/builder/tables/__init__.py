"""What tables hold that sources fill, and what each of their rows must hold."""
