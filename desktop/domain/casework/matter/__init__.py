"""What for: cases, petitions, requests and their triage, and flags of a case."""
