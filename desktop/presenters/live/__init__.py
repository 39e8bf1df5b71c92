"""What is known of the session one sits in."""
