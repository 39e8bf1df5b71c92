"""The minutes are read back: where the reading is, and the line at the marker spoken."""
