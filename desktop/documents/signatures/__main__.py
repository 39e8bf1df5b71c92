"""`python -m desktop.documents.signatures`: the signature worker alone."""

import sys

from desktop.documents.signatures.process import WITH_TOKEN
from desktop.documents.signatures.worker import run_signature_worker

if __name__ == "__main__":
    raise SystemExit(run_signature_worker(has_token=WITH_TOKEN in sys.argv[1:]))
