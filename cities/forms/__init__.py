"""One form for each thing that staff write."""
