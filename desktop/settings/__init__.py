"""What a person or a policy may choose, and where it came from."""
