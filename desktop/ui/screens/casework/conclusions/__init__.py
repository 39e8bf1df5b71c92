"""The screen of conclusions: tasks by day and body, followed up at the right."""
