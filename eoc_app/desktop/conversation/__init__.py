"""The window's side of the conversation with its reader."""
