"""The method of the score and the sliders of weights."""
