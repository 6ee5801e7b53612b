"""Questions as people see them: plain text, options in the order of a sheet, the key of that sheet."""

from collections.abc import Sequence
from decimal import Decimal
from html.parser import HTMLParser

from fscore.labels import _
from fscore_exam.cloze import Gap, gaps
from fscore_exam.drawing import as_shown, option_order, ordered
from fscore_exam.questions import LETTERS, Item, QuestionKind, Style

BLANK = "________"
_BLOCKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "ul", "ol", "table", "blockquote"})


class _Words(HTMLParser):
    """Keeps the words of a text and where its lines end; a picture is named."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            source = dict(attrs).get("src") or ""
            self.pieces.append(_("〔图：{name}〕").format(name=source.rsplit("/", maxsplit=1)[-1]))
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        self.pieces.append(" ".join(data.replace("\n", " ").split(" ")))


def words(text: str, style: Style) -> str:
    """Return a text without its markup."""
    if style is Style.HTML:
        reader = _Words()
        reader.feed(text)
        reader.close()
        text = "".join(reader.pieces)
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def stem(item: Item) -> str:
    """Return what is asked, with gaps to write into."""
    if item.kind is not QuestionKind.CLOZE:
        return words(item.stem, item.style)
    text, place = "", 0
    for number, gap in enumerate(gaps(item.stem), 1):
        text += item.stem[place : gap.start] + f"（{number}）{_gap(gap)}"
        place = gap.end
    return words(text + item.stem[place:], item.style)


def _gap(gap: Gap) -> str:
    if gap.item.kind not in (QuestionKind.SINGLE, QuestionKind.MULTIPLE):
        return BLANK
    options = zip(LETTERS, gap.item.options, strict=False)
    return f"{BLANK}〔{'；'.join(f'{letter}. {option.text}' for letter, option in options)}〕"


def choices(item: Item, seed: str, place: int) -> list[str]:
    """Return the options to choose from in the order of a sheet; for pairs, what stands on the right."""
    if item.kind is QuestionKind.MATCHING:
        return rights(item, seed, place)
    if item.kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE):
        by_letter = dict(zip(LETTERS, item.options, strict=False))
        return [words(by_letter[letter].text, item.style) for letter in option_order(item, seed, place)]
    return []


def lefts(item: Item) -> list[str]:
    """Return what is to be matched."""
    return [" ".join(words(pair.left, item.style).split("\n")) for pair in item.pairs if pair.left]


def rights(item: Item, seed: str, place: int) -> list[str]:
    """Return each text on the right of the pairs once, in an order that does not give them away."""
    return ordered(f"{seed}-{place}", dict.fromkeys(pair.right for pair in item.pairs), str)


def right_answer(item: Item, seed: str, place: int) -> str:
    """Return the key to a question as it stands on a sheet."""
    if item.kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE):
        return as_shown("".join(sorted(item.right)), option_order(item, seed, place))
    if item.kind is QuestionKind.TRUE_FALSE:
        return _("对") if item.true else _("错")
    if item.kind is QuestionKind.MATCHING:
        shown = rights(item, seed, place)
        return "".join(LETTERS[shown.index(pair.right)] for pair in item.pairs if pair.left)
    if item.kind is QuestionKind.CLOZE:
        return "；".join(f"（{number}）{_best(gap.item)}" for number, gap in enumerate(gaps(item.stem), 1))
    return _best(item) if item.options else _("按评分要求人工阅卷")


def _best(item: Item) -> str:
    """Return the answers that earn everything."""
    if item.kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE):
        return "".join(sorted(item.right))
    found = [_with_tolerance(one.text, one.tolerance) for one in item.options if one.percent == 100]
    return " / ".join(found)


def _with_tolerance(text: str, tolerance: Decimal) -> str:
    return f"{text}±{tolerance.normalize():f}" if tolerance else text


def given_on_sheet(item: Item, text: str, seed: str, place: int) -> str | Sequence[str]:
    """Return what somebody wrote on a sheet as :func:`fscore_exam.sitting.save` takes it: letters of pairs as texts."""
    if item.kind is QuestionKind.MATCHING:
        shown = dict(zip(LETTERS, rights(item, seed, place), strict=False))
        letters = [letter for letter in text.upper() if letter in LETTERS or letter == "-"]
        return [shown.get(letter, "") for letter in letters]
    if item.kind is QuestionKind.CLOZE:
        return [part.strip() for part in text.split("|")]
    return text
