"""Office accounts over OpenID Connect; the only way out to another server."""
