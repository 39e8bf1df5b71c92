"""`python -m desktop` is the same program as `reception-room`."""

from desktop.app.main import main

if __name__ == "__main__":
    raise SystemExit(main())
