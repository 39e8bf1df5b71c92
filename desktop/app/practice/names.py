"""Names of practice mode that the command line needs before anything heavy is imported."""

COMMUNE = "commune"
HQ = "hq"
AGENCY = "agency"
AGENCY_2 = "agency2"
SITE_NAMES = (COMMUNE, HQ, AGENCY, AGENCY_2)
"""What `--site` accepts; also the site ids of practice mode."""

PRACTICE_PIN = "246810"
