"""The first steps of a post: some five of them, with the pages they are done on."""
