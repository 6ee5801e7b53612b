"""Photos are painted again: upright, without a word of where they were taken, and without anything behind their end."""

import struct
import zlib

import pytest
from PIL import Image

from fscore.errors import RefusedFile
from fscore.exchange import pictures
from fscore.exchange.pictures import made_anew
from tests.exchange.photos import look, photo

ORIENTATION, GPS, CAMERA = 0x0112, 0x8825, 0x010F
WORDS = b"990101 secret place"


def taken_sideways() -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[CAMERA] = WORDS.decode()
    exif.get_ifd(GPS).update({1: "N", 2: (30.0, 28.0, 12.0)})
    return photo(exif=exif, comment=WORDS)


def png_of(width: int, height: int) -> bytes:
    """A PNG that says how large it is and has next to nothing in it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    dots = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + dots + chunk(b"IEND", b"")


def test_where_and_with_what_a_photo_was_taken_is_dropped_and_it_stands_upright() -> None:
    made = made_anew(taken_sideways(), "JPEG", "a.jpg")
    assert WORDS not in made
    assert b"Exif" not in made
    shown = look(made)
    assert shown.size == (4, 8)
    assert not shown.getexif()
    assert "comment" not in shown.info


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_hangs_behind_a_photo_is_gone(kind: str) -> None:
    made = made_anew(photo(kind) + b"<script>alert(1)</script>", kind, "a")
    assert b"script" not in made
    assert look(made).format == kind
    assert made == made_anew(photo(kind), kind, "a")


def test_a_page_between_the_parts_of_a_photo_is_gone() -> None:
    page = b"<html><script>alert(1)</script>"
    sent = photo()
    polyglot = sent[:2] + b"\xff\xfe" + struct.pack(">H", len(page) + 2) + page + sent[2:]
    assert b"script" not in made_anew(polyglot, "JPEG", "a.jpg")


def test_a_photo_of_too_many_dots_is_refused_before_any_dot_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_painted", lambda *_: pytest.fail("it was unpacked"))
    for width, height in ((8000, 5001), (60_000, 60_000)):
        with pytest.raises(RefusedFile, match="照片最多 4000 万像素，请缩小再传"):
            made_anew(png_of(width, height), "PNG", "门头.png")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (photo(size=(64, 64))[:-40], "JPEG"),
        (photo("PNG")[:40], "PNG"),
        (png_of(100, 100), "PNG"),
        (b"\xff\xd8\xff\xe0" + b"x" * 60 + b"\xff\xd9", "JPEG"),
        (photo("PNG"), "JPEG"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WEBP"),
    ],
)
def test_a_photo_that_is_not_whole_is_refused(content: bytes, kind: str) -> None:
    with pytest.raises(RefusedFile, match="照片不完整或已损坏"):
        made_anew(content, kind, "a")


def test_a_moving_picture_is_refused_and_not_cut_in_silence() -> None:
    other = Image.new("RGB", (8, 4), (255, 0, 0))
    with pytest.raises(RefusedFile, match="动图不收"):
        made_anew(photo("PNG", save_all=True, append_images=[other]), "PNG", "a.png")


@pytest.mark.parametrize(
    ("mode", "kind", "kept"),
    [("CMYK", "JPEG", "RGB"), ("P", "PNG", "RGB"), ("LA", "PNG", "LA"), ("RGBA", "WEBP", "RGBA")],
)
def test_colours_stay_what_the_kind_of_file_can_hold(mode: str, kind: str, kept: str) -> None:
    assert look(made_anew(photo(kind, mode=mode), kind, "a")).mode == kept
