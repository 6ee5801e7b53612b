"""What a plugin says of itself."""

import re

import attrs
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from fscore.labels import _
from fscore.model.choice import Choice

_WORD = re.compile(r"[a-z][a-z0-9_]{1,30}")


class Category(Choice):
    """The part of the office's work that a plugin belongs to."""

    ORGANISATION = "organisation", _("组织和责任")
    PUBLICITY = "publicity", _("宣传培训")
    SOURCE = "source", _("源头关")
    PRODUCTION = "production", _("生产关")
    DISTRIBUTION = "distribution", _("流通关")
    CONSUMPTION = "consumption", _("消费关")
    WARNING = "warning", _("预警和维权")
    REPORT = "report", _("总结和创建")


@attrs.frozen
class Manifest:
    """What a plugin is, and what it needs.

    ``id`` is the one word that also names folder, distribution, package, entry point and table prefix. ``requires``
    are plugins that must be on wherever this one is; ``after`` are plugins that it is only called behind.
    """

    id: str
    version: str
    title: str
    title_en: str
    summary: str
    category: Category
    requires_core: str
    requires: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def refusal(self, name: str, core: str) -> str | None:
        """Return why the core can't take the plugin, or None.

        Args:
            name: the entry point that it was found under.
            core: the version of the core.
        """
        if not isinstance(self.id, str) or not _WORD.fullmatch(self.id):
            return _("模块名“{id}”不对，要小写英文字母开头，只用字母、数字和下划线").format(id=self.id)
        if self.id != name:
            return _("模块自称“{id}”，登记的名字却是“{name}”").format(id=self.id, name=name)
        missing = [field for field in ("title", "title_en", "summary") if not getattr(self, field)]
        if missing:
            return _("模块说明缺 {missing}").format(missing="、".join(missing))
        if not isinstance(self.category, Category):
            return _("模块分类“{category}”不在表里").format(category=self.category)
        if self.id in self.requires or self.id in self.after:
            return _("模块不能依赖自己")
        try:
            Version(self.version)
            fits = Version(core) in SpecifierSet(self.requires_core)
        except (InvalidVersion, InvalidSpecifier) as fault:
            return _("模块版本写得不对：{fault}").format(fault=fault)
        return None if fits else _("模块要 fscore {wanted}，现在是 {core}").format(wanted=self.requires_core, core=core)
