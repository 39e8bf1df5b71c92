"""Who there is: sites, the official list of units, agencies."""
