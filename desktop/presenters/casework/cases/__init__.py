"""Cases: the list, and the page of one with its papers, sessions and amendments."""
