"""For authors of plugins: checks, fixtures and worked cases."""
