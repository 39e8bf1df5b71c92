"""Lists whose rows are pressed, the steps of a session, and what an empty list says."""
