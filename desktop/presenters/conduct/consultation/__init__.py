"""Who consults while the others wait: the sheet that asks, and its state."""
