"""Libraries that know the devices of the operating system, one file each."""
