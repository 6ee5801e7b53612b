"""What farms grow and raise, in the kinds by which markets count, test and admit it."""

from fscore.labels import _
from fscore.model.choice import Choice


class Produce(Choice):
    """A kind of primary farm produce (初级农产品); the kinds exclude each other, so their counts add up."""

    VEGETABLE = "vegetable", _("蔬菜")
    FRUIT = "fruit", _("水果")
    PIG = "pig", _("生猪、猪肉")
    POULTRY = "poultry", _("家禽、禽蛋")
    LIVESTOCK = "livestock", _("牛羊")
    AQUATIC = "aquatic", _("水产品")
    OTHER = "other", _("其他农产品")
