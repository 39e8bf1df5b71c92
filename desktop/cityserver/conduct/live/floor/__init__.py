"""What all sites hear and see: hands and turns, microphones, the page, the line. Pure."""
