"""What several rooms of panels use: the panel itself, and judgements that many make."""
