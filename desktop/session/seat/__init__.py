"""One joined seat: what it says and hears, kept up through every break of the line."""
