"""Pages of staff: one module for each thing that they read, write or judge."""
