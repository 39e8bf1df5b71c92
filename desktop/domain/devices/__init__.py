"""Cameras, microphones, loudspeakers, displays, echo: identity and choice."""
