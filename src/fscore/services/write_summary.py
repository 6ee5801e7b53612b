"""Write a report: the sections of all plugins that are on, put into the report's outline, every number a figure."""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from datetime import date

import attrs

from fscore.documents import (
    Block,
    BoundFigure,
    Document,
    Gap,
    Heading,
    Paragraph,
    Properties,
    Rendered,
    Template,
    TextRun,
    bind,
    numerals,
    write,
)
from fscore.documents.template import Fact
from fscore.errors import NotPossible, WrongUse
from fscore.evaluation.figures import Figure
from fscore.evaluation.ratio import State
from fscore.extension.declarations import Outline, Report, Said, Section
from fscore.extension.guarded import Failure
from fscore.extension.plugins import CORE
from fscore.labels import _
from fscore.model.division import Division, Level
from fscore.model.period import Period, year
from fscore.model.switching import deciding
from fscore.services.contradictions import Contradiction, contradictions
from fscore.services.figures import check_begun, evidence, reading
from fscore.services.switching import read_switches
from fscore.services.work import Work
from fscore.storage.indicators import Indicator

SUMMARY = "summary"
WRITING_SECONDS = 600.0
_CALLED = (
    (_("镇"), (_("镇"), _("镇政府"))),
    (_("乡"), (_("乡"), _("乡政府"))),
    (_("街道"), (_("街道"), _("街道办事处"))),
    (_("街道办事处"), (_("街道"), _("街道办事处"))),
)
_OTHERWISE = (_("辖区"), _("管理机构"))
"""A farm or a development zone that stands in a township's place."""


@attrs.frozen
class Missing:
    """Something that the report does not say, and why."""

    code: str
    text: str


@attrs.frozen
class Written:
    """A finished file, with what has to be read before it is signed."""

    content: bytes
    title: str
    figures: tuple[BoundFigure, ...]
    contradictions: tuple[Contradiction, ...]
    gaps: tuple[Missing, ...]


def document_key(work: Work) -> bytes:
    """Return the key that the installation seals its documents with."""
    return hmac.new(work.system.secret, b"documents", hashlib.sha256).digest()


def write_summary(work: Work, area: Division, number: int, code: str = SUMMARY) -> Written:
    """Write the report of a township for a year.

    Raises:
        NotPossible: if the area is not a township, no plugin that is on there offers the report, or the year has not
            begun.
    """
    if area.level != Level.TOWNSHIP:
        # The sections are a township's words: what it signed, whom it trained. Sums over townships don't fit in.
        raise NotPossible(
            _("年度总结按乡镇写，{area}不是乡镇。选一个乡镇；更大范围的数看指标"), area=area.name, code=area.code
        )
    report = find_report(work, area, code)
    period = year(number)
    check_begun(work, period)
    composer = _Composer(work, area, period)
    blocks = composer.blocks(report)
    document = bind(
        Document(
            title=report.title.format(township=area.name, year=number),
            blocks=tuple(blocks),
            signature=_("{township}食品安全办公室").format(township=area.name),
            dated=work.today,
            properties=Properties(author=area.name, subject=report.code),
        )
    )
    found = contradictions(work, area, period, composer.printed(document.figures), composer.said)
    return Written(
        write(document, document_key(work)), document.title, document.figures, tuple(found), tuple(composer.gaps)
    )


def facts(area: Division, period: Period, today: date) -> dict[str, Fact]:
    """Return what every section is given besides figures: names, and what the township calls itself."""
    here, government = next((words for ending, words in _CALLED if area.name.endswith(ending)), _OTHERWISE)
    return {
        "township": area.name,
        "year": str(period.last.year),
        "today": today,
        "here": here,
        "area": _("全{here}").format(here=here),
        "government": government,
    }


def find_report(work: Work, area: Division, code: str) -> Report:
    """Return a report that is offered in an area.

    Raises:
        NotPossible: if the plugin that offers it is off there, or there is none.
    """
    plugin, report = work.system.plugins.reports().get(code, ("", None))
    if report is None or not work.scope.reach[plugin].on_at(area):
        raise NotPossible(_("{area}没有启用年度总结模块，先启用它再写总结"), area=area.name, code=code)
    return report


def figure(work: Work, indicator: Indicator, area: Division, period: Period, *, proven: bool = False) -> Figure:
    """Return an indicator as a document prints it; ``proven`` adds the digest over its records."""
    found = reading(work, indicator.id, area, period)
    rule = found.target
    return Figure(
        id=indicator.id,
        code=indicator.code,
        title=indicator.label,
        definition=indicator.definition,
        division=area.code,
        division_name=area.name,
        division_from=area.valid_from,
        period=found.period,
        value=found.value,
        target=rule,
        rule=rule.version if rule else "",
        verified=rule.verified if rule else True,
        evidence=evidence(work, indicator.id, area, period) if proven else None,
    )


class _Composer:
    """Puts the sections of one report together, and keeps what could not be said."""

    def __init__(self, work: Work, area: Division, period: Period) -> None:
        self._work = work
        self._area = area
        self._period = period
        self._figures = _Figures(work, area, period)
        self.gaps: list[Missing] = []
        self.said: list[str] = []
        self._told: set[str] = set()
        self._facts = facts(area, period, work.today)

    def printed(self, bound: Iterable[BoundFigure]) -> Sequence[Figure]:
        """Return each figure that the document prints, once."""
        return [self._figures[id_] for id_ in dict.fromkeys(one.id for one in bound)]

    def blocks(self, report: Report) -> list[Block]:
        """Return the text of the report; headings under which nothing stands are left out."""
        made: list[Block] = list(self._at(report.lead))
        made += self._failed()
        open_headings: list[Heading] = []
        for part in report.parts:
            heading = Heading(part.level, (TextRun(part.heading),))
            open_headings = [one for one in open_headings if one.level < part.level] + [heading]
            said = len(self.said)
            below = list(self._at(part.place, part.level)) if part.place else []
            if below:
                made += open_headings
                open_headings = []
                made += below
            elif part.place is not None:
                open_headings = open_headings[:-1]
            if part.level == 1 and part.place is not None and len(self.said) == said:
                self.gaps.append(Missing("empty-part", _unsaid(part.heading, written=bool(below))))
        self._note_unreported()
        return made

    def _failed(self) -> Iterable[Block]:
        """Name the plugins that are on here and can't be used; what they would have said is missing."""
        switches = read_switches(self._work.session)
        for name, failure in sorted(self._work.system.plugins.failures.items()):
            if name in self._work.system.plugins:
                continue  # it can be used; where it fails here, that is said in its place
            decided = deciding(switches.get(name, ()), self._area, self._work.today)
            if decided is not None and decided[0].kind.on:
                yield self._missing(name, failure)

    def _missing(self, plugin: str, failure: Failure) -> Paragraph:
        title = self._work.system.plugins.title(plugin)
        self.gaps.append(
            Missing("module-failed", _("模块“{title}”出错：{reason}").format(title=title, reason=failure.reason))
        )
        return Paragraph((TextRun(_("（模块“{title}”出错，这部分内容缺失。）").format(title=title), doubtful=True),))

    def _at(self, place: Outline, level: int = 0) -> Iterable[Block]:
        here = [(plugin, one) for plugin, one in self._work.system.plugins.sections() if one.place is place]
        for plugin, section in sorted(here, key=lambda pair: (pair[1].order, pair[0], pair[1].code)):
            if self._speaks(plugin, section.speaks_of):
                yield from self._section(plugin, section, level)

    def _speaks(self, plugin: str, others: Iterable[str]) -> bool:
        reach = self._work.scope.reach
        wanted = [name for name in (plugin, *others) if name != CORE]
        return all(name in reach and reach[name].on_at(self._area) for name in wanted)

    def _section(self, plugin: str, section: Section, level: int) -> Iterable[Block]:
        if section.said is not None:
            yield from self._paragraphs(plugin, section, level)
        else:
            yield from self._composed(plugin, section.code, section.template)

    def _composed(self, plugin: str, code: str, source: str) -> Iterable[Block]:
        rendered = self._work.system.plugins.run(plugin, code, lambda: self._rendered(source), WRITING_SECONDS)
        if isinstance(rendered, Failure):
            yield self._missing(plugin, rendered)
            return
        for gap in rendered.gaps:
            self._note(gap)
        failed = {gap.name for gap in rendered.gaps if gap.state is not None and gap.state.value == "module-failed"}
        for name in sorted(failed):
            yield self._missing(plugin, Failure(plugin, name, self._figures[name].value.reason))
        yield from rendered.blocks

    def _rendered(self, source: str) -> Rendered:
        template = Template(source)
        figures = {name: self._figures[name] for name in template.names if name in self._figures}
        # An indicator may have a number in its name, such as the size from which a banquet is reported.
        named = [indicator.label for _plugin, indicator in self._figures.known.values()]
        template.check(self._figures.known, self._facts, named)
        return template.render(figures, self._facts)

    def _note_unreported(self) -> None:
        """Name what was not reported, where the text says what is known without it: nobody may read it as none."""
        for name, one in self._figures.items():
            if one.value.state is State.NOT_REPORTED and name not in self._told:
                text = _("{id} {label}：{reason}，不能写成没有发生")
                reason = one.value.reason or one.value.state.label
                self.gaps.append(Missing(one.value.state.value, text.format(id=name, label=one.title, reason=reason)))

    def _note(self, gap: Gap) -> None:
        # A module that is off leaves no trace: what it would have said is no gap.
        owner, indicator = self._figures.known.get(gap.name, (CORE, None))
        off = owner != CORE and not self._speaks(owner, ())
        if not off and indicator is not None and gap.name not in self._told:
            self._told.add(gap.name)
            reason = self._figures[gap.name].value.reason or (gap.state.label if gap.state else "")
            code = gap.state.value if gap.state else "blank"
            text = _("{id} {label}：{reason}，这句没有写").format(id=gap.name, label=indicator.label, reason=reason)
            self.gaps.append(Missing(code, text))

    def _paragraphs(self, plugin: str, section: Section, level: int) -> Iterable[Block]:
        said = section.said
        if said is None:
            return

        def ask() -> list[Said]:
            with self._work.session.apart():
                listed = list(said(self._work, self._area, self._period))
            for one in listed:
                if not isinstance(one, Said):
                    raise WrongUse("{code} says {found} and not Said", code=section.code, found=type(one).__name__)
            return listed

        found = self._work.system.plugins.run(plugin, section.code, ask, WRITING_SECONDS)
        if isinstance(found, Failure):
            yield self._missing(plugin, found)
            return
        above = ""
        for one in found:
            if not self._speaks(plugin, one.speaks_of):
                continue
            if one.heading not in ("", above):
                yield Heading(level + 1, tuple(_marked(one.heading)))
            above = one.heading
            if one.composed:
                yield from self._composed(plugin, section.code, one.text)
            else:
                self.said.append(one.text)
                yield Paragraph(tuple(_marked(one.text)))


def _unsaid(heading: str, *, written: bool) -> str:
    """What is missing from a part that nobody wrote anything for, though numbers may have told something."""
    if written:
        text = _("“{heading}”还没有人登记内容，只写了从数字看得出来的，签发前要补上")
    else:
        text = _("“{heading}”还没有登记内容，这一部分没有写")
    return text.format(heading=heading)


def _marked(text: str) -> Iterable[TextRun]:
    """Split words that somebody typed so that numbers in them, which no record bears out, catch the eye."""
    last = 0
    for number in numerals(text):
        if number.start > last:
            yield TextRun(text[last : number.start])
        yield TextRun(text[number.start : number.end], doubtful=True)
        last = number.end
    if last < len(text):
        yield TextRun(text[last:])


class _Figures(dict[str, Figure]):
    """The figures of one report, each computed when a section first asks for it."""

    def __init__(self, work: Work, area: Division, period: Period) -> None:
        super().__init__()
        self.known = work.system.plugins.indicators
        self._asked = (work, area, period)

    def __contains__(self, id_: object) -> bool:
        return id_ in self.known

    def __missing__(self, id_: str) -> Figure:
        work, area, period = self._asked
        made = self[id_] = figure(work, self.known[id_][1], area, period, proven=True)
        return made
