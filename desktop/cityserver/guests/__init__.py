"""A guest in a browser: the page, its call and its seat."""
