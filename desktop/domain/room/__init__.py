"""What is measured of a room and what it means."""
