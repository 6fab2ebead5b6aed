"""What stands where in a report or minutes: blocks of words, for PDF and Word alike."""
