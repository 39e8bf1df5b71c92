"""The server as a process: sockets, TLS, supervisor."""
