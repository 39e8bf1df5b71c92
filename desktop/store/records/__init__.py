"""What other packages use of the store."""
