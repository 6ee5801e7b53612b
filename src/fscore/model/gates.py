"""The tags by which reports group records: gates, passes, venues, focus."""

from fscore.labels import _
from fscore.model.choice import Choice


class Gate(Choice):
    """The four gates (四个关口) that food passes on its way."""

    SOURCE = "source", _("源头关")
    PRODUCTION = "production", _("生产关")
    DISTRIBUTION = "distribution", _("流通关")
    CONSUMPTION = "consumption", _("消费关")


class AccessPass(Choice):
    """The three passes (三个关) of market access."""

    TRAINING = "training", _("培训关")
    SOURCE_QUALITY = "source_quality", _("源头质量关")
    SALES_QUALITY = "sales_quality", _("销售质量关")


class Venue(Choice):
    """The five kinds of places that publicity enters (五进)."""

    GOVERNMENT = "government", _("进机关")
    SCHOOL = "school", _("进学校")
    COMMUNITY = "community", _("进社区")
    VILLAGE_GROUP = "village_group", _("进村组")
    WORKSITE = "worksite", _("进工地")


class FocusKind(Choice):
    """What supervision pays special attention to."""

    PERIOD = "period", _("重点时段")
    AREA = "area", _("重点地区")
    STAGE = "stage", _("重点环节")
    PRODUCT = "product", _("重点品种")
