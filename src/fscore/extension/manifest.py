"""What a plugin says of itself."""

import re
from collections.abc import Iterator

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
        for fault in self._faults(name):
            return fault
        try:
            Version(self.version)
            fits = Version(core) in SpecifierSet(self.requires_core)
        except (InvalidVersion, InvalidSpecifier) as fault:
            return _("模块版本写得不对：{fault}").format(fault=fault)
        return None if fits else _("模块要 fscore {wanted}，现在是 {core}").format(wanted=self.requires_core, core=core)

    def _faults(self, name: str) -> Iterator[str]:
        if not isinstance(self.id, str) or not _WORD.fullmatch(self.id):
            yield _("模块名“{id}”不对，要小写英文字母开头，只用字母、数字和下划线").format(id=self.id)
        if self.id != name:
            yield _("模块自称“{id}”，登记的名字却是“{name}”").format(id=self.id, name=name)
        for field in ("version", "title", "title_en", "summary", "requires_core"):
            found = getattr(self, field)
            if not isinstance(found, str):
                yield _("模块说明的 {field} 要写文字，却是 {found}").format(field=field, found=type(found).__name__)
            if not found.strip():
                yield _("模块说明缺 {field}").format(field=field)
        for field in ("requires", "after"):
            names = getattr(self, field)
            if not isinstance(names, tuple) or not all(isinstance(one, str) and one for one in names):
                yield _('模块说明的 {field} 要是一组模块名，如 ("banquets",)').format(field=field)
        if not isinstance(self.category, Category):
            yield _("模块分类“{category}”不在表里").format(category=self.category)
        if self.id in self.requires or self.id in self.after:
            yield _("模块不能依赖自己")
