"""One module per change, in their order."""
