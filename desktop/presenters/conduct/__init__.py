"""Verbs, steps, roster, floor, own microphone and camera, ending."""
