"""Records of rooms: their newest state, who is told, answers to operations."""
