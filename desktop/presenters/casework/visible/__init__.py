"""What the person at the desk may see of cases and requests."""
