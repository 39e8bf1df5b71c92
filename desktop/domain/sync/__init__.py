"""What travels to the city: operations, verdicts, recovery, status."""
