"""Forms of a unit's reports: difficulties, focal points, readiness sheet."""
