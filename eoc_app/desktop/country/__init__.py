"""The headline, the contributions and the restriction clock of a country."""
