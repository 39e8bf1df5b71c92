"""Parts of the session screen and panels that open beside it."""
