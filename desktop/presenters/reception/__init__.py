"""Sessions before they are held: which are planned, when, where and with whom."""
