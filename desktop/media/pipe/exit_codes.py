"""Exit codes by which the engine tells the desk why it ended."""

EXIT_DEVICES_STUCK = 4


SELF_TEST = "--self-test"
