"""What must survive: one script a question; it ends with 1 where something was lost."""
