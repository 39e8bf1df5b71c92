"""What the operating system has: cameras, microphones, loudspeakers; codes in their pictures."""
