"""Who comes, and what for: requests for a reception and what is decided of them."""
