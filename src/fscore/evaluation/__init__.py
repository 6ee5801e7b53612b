"""What it amounts to: pure functions over values, without database and without files."""
