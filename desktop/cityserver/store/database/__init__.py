"""The city's database itself: connections, transactions, bulk rows, lock of the folder."""
