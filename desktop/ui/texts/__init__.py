"""Every sentence and word: tables by subject, formats."""
