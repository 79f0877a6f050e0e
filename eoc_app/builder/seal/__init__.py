"""The tables that only the builder writes, and the seal."""
