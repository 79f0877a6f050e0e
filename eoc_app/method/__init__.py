"""The numbers of a score: severities, draws, effective weights, scores by other weights."""
