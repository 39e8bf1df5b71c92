"""Numbered changes of the schema, run at every start."""
