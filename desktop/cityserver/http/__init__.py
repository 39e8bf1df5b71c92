"""HTTP that belongs to no subject: problems, limits, version, log, metrics."""
