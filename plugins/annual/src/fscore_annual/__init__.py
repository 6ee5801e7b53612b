"""The annual summary of a township, put together from all that is recorded."""
