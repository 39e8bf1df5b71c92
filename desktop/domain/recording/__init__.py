"""The recording of a session: its parts, what is missing, and what the lamp may say."""
