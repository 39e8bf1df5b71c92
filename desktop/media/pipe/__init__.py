"""What crosses between desk and engine: commands, events, frames, exit codes."""
