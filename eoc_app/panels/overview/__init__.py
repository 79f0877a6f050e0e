"""The world on one screen: map, ranking, rank intervals."""
