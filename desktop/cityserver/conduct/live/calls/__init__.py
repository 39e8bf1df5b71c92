"""Who is called while the session runs: agencies that are rung, and guests in a browser. Pure."""
