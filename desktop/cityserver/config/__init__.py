"""How a server is run: options and the frozen values they become."""
