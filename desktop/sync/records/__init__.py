"""Records of this PC by kind, read from memory, each change kept with its operation."""
