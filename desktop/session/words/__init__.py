"""What is said on the channel, between the wire's words and the domain's."""
