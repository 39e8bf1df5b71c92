"""The encrypted database: connections, one writer thread, migrations, keys."""
