"""Who did what when, for those who look after it: read from the ledger alone."""
