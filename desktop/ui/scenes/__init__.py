"""What the second display shows, one scene for a step of the session."""
