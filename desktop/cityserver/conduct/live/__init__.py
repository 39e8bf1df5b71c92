"""The live state of a session and what each message does to it. Pure: no clock, no network."""
