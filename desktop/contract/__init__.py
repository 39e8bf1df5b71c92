"""The wire between a room and the city: versioned pydantic models, no logic."""
