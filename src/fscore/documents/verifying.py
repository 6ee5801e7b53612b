"""Verify a finished file: is each number still the one that was written, and still what the records say?"""

from collections.abc import Mapping
from typing import Literal

import attrs

from fscore.documents.bound import BoundFigure
from fscore.documents.marks import Mark
from fscore.documents.moving import elsewhere, equal_blocks
from fscore.documents.reading import ReadDocument
from fscore.labels import _

FigureState = Literal["unchanged", "changed", "altered", "removed"]


@attrs.frozen(kw_only=True)
class Finding:
    """What became of one figure.

    ``text`` is what stands in the file, with a word if it stands elsewhere than it was written, ``then`` what was
    written, ``now`` what the records say today (None if they say nothing any more). ``same_evidence`` is False if the
    number is the same but rests on other records.
    """

    figure: BoundFigure
    text: str
    then: str
    now: str | None
    state: FigureState
    same_evidence: bool | None = None


@attrs.frozen(kw_only=True)
class Verdict:
    """What became of a file: its figures, numbers that nothing bears out, and numbers that are no longer there."""

    findings: tuple[Finding, ...]
    unbound: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nobody touched a number; that the records have changed since is no fault of the file."""
        by_hand = any(finding.state in {"altered", "removed"} for finding in self.findings)
        return not (by_hand or self.unbound or self.lost)

    def data(self) -> dict[str, object]:
        """Return the verdict as plain values for JSON."""
        figures = [
            {
                "id": finding.figure.id,
                "key": finding.figure.key,
                "title": finding.figure.title,
                "text": finding.text,
                "then": finding.then,
                "now": finding.now,
                "state": finding.state,
                "same_evidence": finding.same_evidence,
            }
            for finding in self.findings
        ]
        return {"ok": self.ok, "figures": figures, "unbound": list(self.unbound), "lost": list(self.lost)}


def compare(document: ReadDocument, now: Mapping[str, BoundFigure]) -> Verdict:
    """Set a file against what was written and against the records.

    Args:
        now: by the key of each figure, the same figure computed again; one that has no number any more is left out.
    """
    seen = {key for key, texts in document.texts.items() if any(text.strip() for text in texts)}
    moved = elsewhere(document.written, document.paragraphs, seen)
    findings = tuple(_finding(document, figure, now, moved=str(figure.key) in moved) for figure in document.figures)
    added, lost = _numbers(document)
    copies = (
        _("{text}（复制出来的数字）").format(text=text)
        for texts in document.texts.values()
        for text in texts[1:]
        if text
    )
    return Verdict(findings=findings, unbound=(*added, *copies, *document.loose), lost=lost)


def _finding(document: ReadDocument, figure: BoundFigure, now: Mapping[str, BoundFigure], *, moved: bool) -> Finding:
    key = str(figure.key)
    current = now.get(key)
    text = next(iter(document.texts.get(key, ())), "")
    then, today = figure.text, None if current is None else current.text
    state: FigureState
    if not text.strip():
        state = "removed"
    elif moved or text != figure.text:
        state = "altered"
        text = _("{text}（不在原来的地方）").format(text=text) if moved else text
    elif current is None or _amount(current) != _amount(figure):
        state = "changed"
        if current is not None and current.text == figure.text:
            worded = _("{text}（{numbers}）")
            then, today = (worded.format(text=each.text, numbers=each.numbers) for each in (figure, current))
    else:
        state = "unchanged"
    evidence = None
    if current is not None and current.evidence and figure.evidence:
        evidence = current.evidence == figure.evidence
    return Finding(figure=figure, text=text, then=then, now=today, state=state, same_evidence=evidence)


def _amount(figure: BoundFigure) -> tuple[object, ...]:
    return figure.text, figure.part, figure.whole


def _numbers(document: ReadDocument) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the numbers that were added to the paragraphs, and those that are gone.

    First paragraph by paragraph, by their digests. Where these differ, number by number in the order of the document,
    so that paragraphs may be split, joined and reworded.
    """
    written, found = ([one.digest for one in side if one.numbers] for side in (document.written, document.paragraphs))
    if written == found:
        return (), ()
    before = [number.text for paragraph in document.written for number in paragraph.numbers]
    after = [number for paragraph in document.paragraphs for number in paragraph.numbers]
    blocks = list(equal_blocks(before, [number.text for number in after]))
    stayed = {old + step for old, _new, size in blocks for step in range(size)}
    same = {new + step for _old, new, size in blocks for step in range(size)}
    added = tuple(_shown(number) for place, number in enumerate(after) if place not in same)
    return added, tuple(number for place, number in enumerate(before) if place not in stayed)


def _shown(number: Mark) -> str:
    return _("{number}（“{context}”）").format(number=number.text, context=number.context.strip())
