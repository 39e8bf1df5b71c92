"""HTTP client of the city's API: the only place that knows requests."""
