"""`python -m desktop.documents.preview`: the preview worker alone."""

from desktop.documents.preview.worker import run_preview_worker

if __name__ == "__main__":
    raise SystemExit(run_preview_worker())
