"""The front end of fscore for people: pages, forms, sign-in."""

from fscore_admin.app import Front, create_app, mount
from fscore_admin.serving import serve

__all__ = ["Front", "create_app", "mount", "serve"]
