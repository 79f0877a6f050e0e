"""What the window asks and the reader answers, and how it goes from one to the other."""
