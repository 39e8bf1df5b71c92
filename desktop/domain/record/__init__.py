"""What is written and kept: minutes, their printed form, search."""
