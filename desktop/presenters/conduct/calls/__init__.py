"""Agencies that are called in: who conducts rings them, the desk that is rung answers."""
