"""What one connection's line takes and loses: estimate, feedback, what is sent again."""
