"""A guest in a headless Chromium takes part in a played session."""
