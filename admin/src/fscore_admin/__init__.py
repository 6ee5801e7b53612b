"""The front end of fscore for people."""
