"""What is raised of a message of the server that makes no sense."""


class Misfit(Exception):
    """A message that passed its schema and still makes no sense."""
