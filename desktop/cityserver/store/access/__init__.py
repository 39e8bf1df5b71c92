"""Who may sign in: people, their accounts and tokens, accounts at the issuer."""
