"""Measurements: `python -m benchmarks.run`. Nothing here is a test."""
