"""A desk without windows: plan, construction, lifecycle, event router."""
