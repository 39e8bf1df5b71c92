"""The signing of a session: freezing, objections, states of signers. Pure."""
