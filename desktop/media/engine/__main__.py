"""`python -m desktop.media.engine` is the engine's process."""

from desktop.media.engine.process import run_engine

if __name__ == "__main__":
    raise SystemExit(run_engine())
