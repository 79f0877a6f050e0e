"""Political ads: pages and report windows."""
