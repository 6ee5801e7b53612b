"""Where records are kept: SQLAlchemy stays in here."""
