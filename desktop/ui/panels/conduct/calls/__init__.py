"""Panels of calls: who conducts rings agencies, and the desk that is rung."""
