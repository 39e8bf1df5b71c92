"""Who may speak and what they may be told."""
