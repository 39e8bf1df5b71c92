"""What is typed into: the field with its label and help, and the plain inputs."""
