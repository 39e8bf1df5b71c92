"""The desk's end of the engine: client, process, choice, tracks."""
