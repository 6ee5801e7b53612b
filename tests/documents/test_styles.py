"""The look of a document where programs differ in how they read it."""

import io
import zipfile

from lxml import etree

from fscore.documents.ooxml import w
from tests.documents.papers import BODY, written


def test_digits_are_never_under_chinese_rules_for_breaking_lines():
    """LibreOffice breaks 65000 into 6500 and 0 where the language of Latin text is Chinese."""
    with zipfile.ZipFile(io.BytesIO(written())) as package:
        for part in (BODY, "word/styles.xml", "word/footer1.xml", "word/footer2.xml"):
            languages = list(etree.fromstring(package.read(part)).iter(w("lang")))
            assert languages
            assert {(one.get(w("val")), one.get(w("eastAsia"))) for one in languages} == {("en-US", "zh-CN")}
