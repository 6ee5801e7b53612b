"""The plugin keeps what every plugin promises; its figures are worked out in ``cases/``."""

import fscore_campus
from fscore.testing.contract import check_plugin


def test_the_plugin_keeps_its_promises():
    check_plugin(fscore_campus, "campus")
