"""Personal data: which there is, for how long, and the rights of whom it tells."""
