"""Pages of staff that see everything: their desk, and what waits for a decision."""
