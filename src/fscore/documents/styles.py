"""The look of GB/T 9704-2012: fonts, styles, page. Everything is named here once, in twentieths of a point.

Type area 156 × 225 mm with 22 lines of 28 characters: a line is 225 mm / 22, a character 156 mm / 28. The fonts of the
standard are proprietary and never shipped; each is named with what stands in for it on a machine that lacks it.
"""

from fscore.documents.ooxml import Element, R, made, w, words

SONG, FANG, KAI, HEI, TITLE = "宋体", "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"

# Name, stand-ins in their order, panose, family.
_FONTS = (
    (SONG, "SimSun,Noto Serif CJK SC", "02010600030101010101", "auto"),
    (FANG, "仿宋,FangSong,FandolFang R,Noto Serif CJK SC", "02010609060101010101", "modern"),
    (KAI, "楷体,KaiTi,FandolKai,Noto Serif CJK SC", "02010609060101010101", "modern"),
    (HEI, "SimHei,Noto Sans CJK SC", "02010609060101010101", "modern"),
    (TITLE, "FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,宋体,Noto Serif CJK SC", "02010601030101010101", "auto"),
)

TITLE_SIZE, BODY_SIZE, PAGE_NUMBER_SIZE, SHEET_SIZE = 44, 32, 28, 21  # half points: 二号, 三号, 四号, 五号
LINE, SHEET_LINE, TITLE_LINE = 579, 320, 700
CHARACTER = 320
TYPE_WIDTH = 8844

_PAGE = {"w": 11906, "h": 16838}
_MARGINS = {"top": 2098, "right": 1474, "bottom": 1984, "left": 1588, "header": 851, "footer": 1247, "gutter": 0}
_GRID: dict[str, str | int] = {"type": "linesAndChars", "linePitch": LINE}
# 28 characters of 16 pt are a little wider than 156 mm, so those of the text are set a quarter point closer. The grid
# could say this too (charSpace), but LibreOffice then gives each character the room of one and a half.
TIGHT = -5
# The language of digits and Latin letters. Under Chinese rules LibreOffice breaks a line in the middle of a number.
LATIN = "en-US"


def fonts(name: str) -> Element:
    """Return the font of a run for all scripts; the hint keeps Chinese quotation marks in the Chinese font."""
    return made("rFonts", hint="eastAsia", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def look(name: str, size: int, *, doubtful: bool = False) -> Element:
    """Return the properties of a run."""
    return made(
        "rPr",
        fonts(name),
        made("spacing", val=TIGHT) if size == BODY_SIZE else None,
        made("sz", val=size),
        made("szCs", val=size),
        made("highlight", val="yellow") if doubtful else None,
        made("lang", val=LATIN, eastAsia="zh-CN"),
    )


def _style(
    name: str, title: str, font: str, size: int, *settings: Element, based_on: str | None = "Normal", quick: bool = True
) -> Element:
    style = made(
        "style",
        made("name", val=title),
        made("basedOn", val=based_on) if based_on else None,
        made("next", val="Normal") if based_on and quick else None,
        made("qFormat") if quick else None,
        made("pPr", *settings),
        made("rPr", fonts(font), made("sz", val=size), made("szCs", val=size)),
        type="paragraph",
        styleId=name,
    )
    if based_on is None:
        style.set(w("default"), "1")
    return style


def _pitch(line: int, after: int = 0) -> Element:
    return made("spacing", before=0, after=after, line=line, lineRule="exact")


def _indent(characters: int) -> Element:
    return made("ind", firstLineChars=characters * 100, firstLine=characters * CHARACTER)


def _close() -> tuple[Element, ...]:
    """Digits stand beside Chinese characters without a gap; LibreOffice would leave one outside the controls only."""
    return made("autoSpaceDE", val=0), made("autoSpaceDN", val=0)


def _headings() -> list[Element]:
    looks = ((HEI, 1), (KAI, 2), (FANG, 3), (FANG, 4))
    return [
        _style(
            f"Heading{level}", f"heading {level}", font, BODY_SIZE, made("keepNext"), made("outlineLvl", val=level - 1)
        )
        for font, level in looks
    ]


def styles() -> Element:
    """Return the styles part."""
    defaults = made(
        "docDefaults",
        made("rPrDefault", made("rPr", fonts(FANG), made("sz", val=BODY_SIZE), made("szCs", val=BODY_SIZE),
                                made("lang", val=LATIN, eastAsia="zh-CN", bidi="ar-SA"))),
        made("pPrDefault", made("pPr")),
    )  # fmt: skip
    body = _style(
        "Normal", "Normal", FANG, BODY_SIZE,
        made("widowControl", val=0), *_close(), _pitch(LINE), _indent(2), made("jc", val="both"), based_on=None,
    )  # fmt: skip
    return made(
        "styles",
        defaults,
        body,
        _style("Title", "Title", TITLE, TITLE_SIZE, _pitch(TITLE_LINE), _indent(0), made("jc", val="center")),
        *_headings(),
        _style("Number", "Document Number", FANG, BODY_SIZE, _indent(0), made("jc", val="center"), quick=False),
        _style("Flush", "Addressee", FANG, BODY_SIZE, _indent(0), quick=False),
        _style("AnnexMark", "Annex Mark", HEI, BODY_SIZE, made("pageBreakBefore"), _indent(0), quick=False),
        _style("Signature", "Signature", FANG, BODY_SIZE, _indent(0), made("jc", val="right"),
               quick=False),
        _style("Cell", "Table Cell", FANG, SHEET_SIZE, made("snapToGrid", val=0), _pitch(SHEET_LINE), _indent(0),
               made("jc", val="left"), quick=False),
        _style("CellHead", "Table Head", HEI, SHEET_SIZE, made("snapToGrid", val=0), _pitch(SHEET_LINE), _indent(0),
               made("jc", val="center"), quick=False),
        _style("Footer", "footer", SONG, PAGE_NUMBER_SIZE, made("snapToGrid", val=0), _pitch(340), _indent(0),
               quick=False),
    )  # fmt: skip


def font_table() -> Element:
    """Return the fonts part: what each font is, and what stands in for it."""
    return made(
        "fonts",
        *(
            made("font", made("altName", val=others), made("panose1", val=panose), made("charset", val="86"),
                 made("family", val=family), made("pitch", val="auto"), name=name)
            for name, others, panose, family in _FONTS
        ),
    )  # fmt: skip


def settings() -> Element:
    """Return the settings part; page numbers differ on odd and even pages."""
    compatibility = made(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15
    )
    return made(
        "settings",
        made("zoom", percent=100),
        made("defaultTabStop", val=420),
        made("evenAndOddHeaders"),
        made("characterSpacingControl", val="compressPunctuation"),
        made(
            "compat", made("spaceForUL"), made("balanceSingleByteDoubleByteWidth"), made("useFELayout"), compatibility
        ),
        made("themeFontLang", val="zh-CN", eastAsia="zh-CN"),
    )


def section(footer: str, even_footer: str) -> Element:
    """Return the page: A4, margins 37, 35, 28 and 26 mm, the grid, and the footers by their relationship."""
    references = [made("footerReference", type=kind) for kind in ("default", "even")]
    for reference, name in zip(references, (footer, even_footer), strict=True):
        reference.set(f"{{{R}}}id", name)
    return made(
        "sectPr",
        *references,
        made("pgSz", **_PAGE),
        made("pgMar", **_MARGINS),
        made("cols", space=425),
        made("docGrid", **_GRID),
    )


def page_number(*, even: bool) -> Element:
    """Return a footer: the page number between dashes, at the outer edge and one character in."""
    side = made("ind", leftChars=100, left=280) if even else made("ind", rightChars=100, right=280)

    def run(*content: Element) -> Element:
        return made("r", look(SONG, PAGE_NUMBER_SIZE), *content)

    return made(
        "ftr",
        made(
            "p",
            made("pPr", made("pStyle", val="Footer"), side, made("jc", val="left" if even else "right")),
            run(words("t", "— ")),
            run(made("fldChar", fldCharType="begin")),
            run(words("instrText", " PAGE ")),
            run(made("fldChar", fldCharType="separate")),
            run(words("t", "1")),
            run(made("fldChar", fldCharType="end")),
            run(words("t", " —")),
        ),
    )
