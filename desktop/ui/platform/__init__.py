"""The Qt application, bridge between threads, ticker, displays, capture guard."""
