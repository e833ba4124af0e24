"""Measurements: speed as ratios within one run (`python -m benchmarks`), and depth (`benchmarks/depth.py`)."""
