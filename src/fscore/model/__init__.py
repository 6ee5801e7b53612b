"""What exists: plain attrs classes that know nothing of databases, pages or files."""
