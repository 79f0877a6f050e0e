"""What a panel is given, and the judgements that more than one panel makes."""
