"""The rows of a division file joined to each other and to what the database has."""

from array import array

from fscore.exchange.divisions.problems import Problems
from fscore.exchange.divisions.tree import ROOT, DivisionTree, Folded
from fscore.exchange.divisions.units import Units
from fscore.exchange.divisions.words import group_kind
from fscore.labels import _
from fscore.model.division import DivisionKind, Level
from fscore.model.known_division import Known, KnownDivision


class Joining:
    """The rows joined to each other and to what the database has."""

    def __init__(self, units: Units, known: Known, problems: Problems) -> None:
        self.units = units
        self.problems = problems
        missing = {above for above in units.above if above not in units.index}
        alone = {units.codes[unit] for unit in units.again}
        self.known = known(units.index.keys() | missing | alone)
        self.folded: list[Folded] = []
        self.unchanged: set[int] = set()
        self.outside: dict[str, int] = {}

    def tree(self, name: str, digest: str) -> DivisionTree:
        """Return the units in their order.

        Raises:
            RefusedFile: if rows don't fit each other or the database.
        """
        self._fold()
        self._compare()
        units = self.units
        parents = array("q", bytes(8 * len(units.codes)))
        for unit in units.index.values():
            parents[unit] = self._parent(unit)
        self.problems.settle()
        order = [unit for unit in units.index.values() if unit not in self.unchanged]
        order.sort(key=units.codes.__getitem__)
        order.sort(key=units.levels.__getitem__)
        places = array("q", bytes(8 * len(units.codes)))
        for place, unit in enumerate(order):
            places[unit] = place
        return DivisionTree(
            name=name,
            digest=digest,
            codes=[units.codes[unit] for unit in order],
            names=[units.names[unit] for unit in order],
            levels=bytes(units.levels[unit] for unit in order),
            kinds=[units.kinds[unit] or self._kind(unit) for unit in order],
            parents=array("q", (places[above] if (above := parents[unit]) >= 0 else above for unit in order)),
            outside=tuple(self.known[code] for code in self.outside),
            folded=tuple(self.folded),
            unchanged=len(self.unchanged),
        )

    def _fold(self) -> None:
        units = self.units
        for unit in units.again:
            code = units.codes[unit]
            main = units.index.get(code)
            kept = self.known.get(code)
            if main is None and kept is not None and kept.level < units.levels[unit]:
                self.folded.append(Folded(units.where(unit), units.texts[unit].strip(), units.names[unit], kept.name))
            elif main is None:
                self.problems.add(units.where(unit), _("{code} 的上级是它自己").format(code=code))
            elif self._stands_for(unit, main):
                self.folded.append(
                    Folded(units.where(unit), units.texts[unit].strip(), units.names[unit], units.names[main])
                )
            else:
                first, second = sorted((unit, main))
                reason = _("代码 {code} 和{where}重复").format(code=code, where=units.where(first))
                self.problems.add(units.where(second), reason)

    def _stands_for(self, unit: int, main: int) -> bool:
        """Tell whether ``main``, which has the same code, is above ``unit``; unpadded, they must agree in name."""
        units = self.units
        if units.texts[unit].strip() == units.texts[main].strip() and units.names[unit] != units.names[main]:
            return False
        step: int | None = unit
        while step is not None:
            above = units.index.get(units.above[step])
            if above == main:
                return units.levels[main] < units.levels[unit]
            step = above if above is not None and units.levels[above] < units.levels[step] else None
        return False

    def _compare(self) -> None:
        units = self.units
        for code, kept in self.known.items():
            unit = units.index.get(code)
            if unit is None or (kept.code != code and kept.name != units.names[unit]):
                continue  # not in the file as a unit, or another unit that took over a code no longer in use
            reason = self._difference(unit, kept)
            if reason is None:
                self.unchanged.add(unit)
            else:
                self.problems.add(units.where(unit), reason)

    def _difference(self, unit: int, kept: KnownDivision) -> str | None:
        code, name = self.units.codes[unit], self.units.names[unit]
        if kept.valid_to is not None:
            return _("{code} {name} 已在 {day} 撤销，不能再导入").format(code=code, name=kept.name, day=kept.valid_to)
        if kept.code != code:
            return _("{code} 已改为 {now}，请在文件里改用新代码").format(code=code, now=kept.code)
        if kept.name != name:
            return _("{code} 在库里叫“{kept}”，文件里叫“{name}”。改名请用 fscore divisions rename").format(
                code=code, kept=kept.name, name=name
            )
        return self._differs_in_place(unit, kept)

    def _differs_in_place(self, unit: int, kept: KnownDivision) -> str | None:
        code, name, level = self.units.codes[unit], self.units.names[unit], self.units.levels[unit]
        if kept.level != level:
            return _("{code} {name} 在库里是{kept}，文件里是{level}").format(
                code=code, name=name, kept=Level(kept.level).label, level=Level(level).label
            )
        kind = self._kind(unit)
        if self.units.claimed[unit] and kept.kind is not kind:
            return _("{code} {name} 在库里是{kept}，文件里是{kind}。改类型请用 fscore divisions rename").format(
                code=code, name=name, kept=kept.kind.label, kind=kind.label
            )
        above = self._today(self.units.above[unit]) or None
        if kept.parent_code != above:
            return _("{code} {name} 的上级在库里是 {kept}，文件里是 {above}").format(
                code=code, name=name, kept=kept.parent_code or _("（无）"), above=above or _("（无）")
            )
        return None

    def _kind(self, unit: int) -> DivisionKind:
        kind = self.units.kinds[unit]
        if kind is not None:
            return kind
        above = self.units.above[unit]
        parent, kept = self.units.index.get(above), self.known.get(above)
        return group_kind(self.units.kinds[parent] if parent is not None else kept.kind if kept is not None else None)

    def _today(self, code: str) -> str:
        kept = self.known.get(code)
        return kept.code if kept is not None else code

    def _parent(self, unit: int) -> int:
        units = self.units
        above = units.above[unit]
        if not above:
            return ROOT
        parent = units.index.get(above)
        if parent is not None and parent not in self.unchanged:
            if units.levels[parent] >= units.levels[unit]:
                self.problems.add(units.where(unit), self._wrong_order(unit, parent))
            return parent
        kept = self.known.get(above)
        if kept is not None:
            return self._outside(unit, kept, above)
        if above not in units.broken:
            reason = _("{code} {name} 的上级 {above} 不在文件里，也不在库里").format(
                code=units.codes[unit], name=units.names[unit], above=above
            )
            self.problems.add(units.where(unit), reason)
        return ROOT

    def _outside(self, unit: int, kept: KnownDivision, above: str) -> int:
        units = self.units
        if kept.valid_to is not None and unit not in self.unchanged:
            reason = _("上级 {above} {name} 已在 {day} 撤销").format(above=above, name=kept.name, day=kept.valid_to)
            self.problems.add(units.where(unit), reason)
        if kept.level >= units.levels[unit]:
            reason = _("{code} {name} 的级别要低于上级 {above} {kept}").format(
                code=units.codes[unit], name=units.names[unit], above=above, kept=kept.name
            )
            self.problems.add(units.where(unit), reason)
        return -2 - self.outside.setdefault(above, len(self.outside))

    def _wrong_order(self, unit: int, parent: int) -> str:
        units = self.units
        seen = {unit}
        step: int | None = parent
        while step is not None and step not in seen:
            seen.add(step)
            step = units.index.get(units.above[step])
        if step == unit:
            template = _("{code} {name} 和上级 {above} {parent} 互为上级，绕成了一圈")
        else:
            template = _("{code} {name} 的级别要低于上级 {above} {parent}")
        return template.format(
            code=units.codes[unit], name=units.names[unit], above=units.codes[parent], parent=units.names[parent]
        )
