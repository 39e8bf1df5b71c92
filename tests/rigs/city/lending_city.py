"""A city server that takes one kind of record more than the product: `python -m` this module."""

import sys

from desktop.cityserver.__main__ import main
from tests.samples.loan import LENDING

if __name__ == "__main__":
    sys.exit(main(records=LENDING))
