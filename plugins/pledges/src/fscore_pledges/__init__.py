"""Responsibility letters and the commitments of shops and households."""
