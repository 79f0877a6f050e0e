"""What several rooms of the window use: theme, fonts, ink, cards, dialogs."""
