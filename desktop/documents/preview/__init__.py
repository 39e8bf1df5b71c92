"""Drawing pages of foreign papers in a process of their own, under limits."""
