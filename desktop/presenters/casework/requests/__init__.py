"""Requests to be received: taken in at a commune, decided at headquarters."""
