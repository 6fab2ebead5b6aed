"""What is measured: one script a question, each printing ratios of one run."""
