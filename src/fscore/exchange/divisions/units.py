"""The rows of a division file by column, each sound in itself."""

from array import array
from bisect import bisect_right

from fscore.exchange.divisions.problems import Problems
from fscore.exchange.divisions.sources import Part
from fscore.exchange.divisions.words import KIND_WORDS, kind_of, level_of, wrong_code, wrong_name
from fscore.labels import _
from fscore.model.division import DivisionKind, code_of

MOST_UNITS = 5_000_000


class Units:
    """What the rows say, and which of them speak of a code that another row has.

    ``index`` has the row that stands for a code: of several the one of the highest level, never one that is its own
    parent. ``again`` has the others. ``broken`` are the codes of rows that are wrong in themselves, so that nobody
    is told that these are missing. ``claimed`` tells where the kind is what the file says, not what its code suggests.
    """

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.codes: list[str] = []
        self.texts: list[str] = []
        self.names: list[str] = []
        self.levels = bytearray()
        self.kinds: list[DivisionKind | None] = []
        self.claimed = bytearray()
        self.above: list[str] = []
        self.index: dict[str, int] = {}
        self.again: list[int] = []
        self.broken: set[str] = set()
        self._lines = array("q")
        self._starts: list[int] = []
        self._places: list[str] = []
        self._above_codes: dict[str, str] = {"": ""}

    def where(self, unit: int) -> str:
        """Return in words where a unit stands in the file."""
        return self._places[bisect_right(self._starts, unit) - 1].format(self._lines[unit])

    def take(self, part: Part) -> None:
        """Add the rows of one table, and note what is wrong with single rows.

        Raises:
            RefusedFile: if there are more rows than a country has units.
        """
        self._starts.append(len(self.codes))
        self._places.append(part.place)
        above_codes = self._above_codes
        for line, text, name_text, word, above_text in part.rows:
            code = code_of(text)
            name = name_text.strip()
            above = above_codes.get(above_text)
            if above is None:
                above = above_codes[above_text] = code_of(above_text)
            level = level_of(word)
            reason = wrong_code(code) or wrong_name(name) or _wrong_above(above)
            if level is None:
                reason = reason or _wrong_level(word)
            if reason or level is None:
                self.problems.add(part.place.format(line), str(reason))
                self.broken.add(code)
                continue
            self._lines.append(line)
            self.names.append(name)
            self.kinds.append(kind_of(level, word, code, name))
            self.claimed.append(word in KIND_WORDS)
            self._add(code, text, level, above)
        if len(self.codes) > MOST_UNITS:
            self.problems.add("", _("超过 {limit} 行，不像区划文件").format(limit=MOST_UNITS))
            raise self.problems.refuse()

    def _add(self, code: str, text: str, level: int, above: str) -> None:
        unit = len(self.codes)
        self.codes.append(code)
        self.texts.append(text)
        self.levels.append(level)
        self.above.append(above)
        if code == above:
            self.again.append(unit)
            return
        first = self.index.setdefault(code, unit)
        if first == unit:
            return
        if level < self.levels[first]:
            self.index[code], unit = unit, first
        self.again.append(unit)


def _wrong_above(above: str) -> str | None:
    reason = wrong_code(above) if above else None
    return _("上级：{reason}").format(reason=reason) if reason else None


def _wrong_level(word: str) -> str:
    if not word.strip():
        return _("没有级别")
    return _("级别“{word}”不认识，请写省、市、区县、乡镇、村、社区、组，或 1 到 6").format(word=word.strip())
