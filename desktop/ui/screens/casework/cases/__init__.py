"""The list of cases, and the page of one with its cards and papers."""
