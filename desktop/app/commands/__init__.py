"""Other commands: check, call-report, support-bundle, child processes."""
