"""Enrolment of the room, sign-in of people, tokens, PIN verifiers."""
