"""Edges: what comes in and goes out as files."""
