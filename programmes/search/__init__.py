"""The public search: what is looked through, what is asked, what comes first."""
