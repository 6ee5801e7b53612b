"""Fixtures for every test of the workspace: those of the core, of the plugins and of the front end."""

pytest_plugins = ["fscore.testing.pytest_plugin", "tests.needs", "tests.postgresql", "tests.browser"]
