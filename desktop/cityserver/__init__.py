"""The city's service: contract v1 over HTTP and WebSocket."""
