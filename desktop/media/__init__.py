"""Picture and sound: the desk side and the engine process."""
