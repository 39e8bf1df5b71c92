"""The desk process with its windows."""
