"""Photos painted again: the dots are kept, and nothing else that was in the file.

Where a photo was taken, what hangs behind its end and what only some program reads are gone; how it was held is applied
to the dots first. A small file can hold a picture that no memory holds, so its size is looked at before any dot is.
"""

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

from fscore.errors import Problem, RefusedFile
from fscore.labels import _

if TYPE_CHECKING:
    from PIL.Image import Image

DOTS_LIMIT = 40_000_000
_QUALITY: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 90, "optimize": True},
    "PNG": {"optimize": False},
    "WEBP": {"quality": 90},
}
_MODES = {"JPEG": ("L", "RGB"), "PNG": ("1", "L", "LA", "RGB", "RGBA", "I;16"), "WEBP": ("RGB", "RGBA")}
_CLEAR = ("LA", "PA", "RGBA")
_SEVERAL = ("PNG", "WEBP")  # of a photo with a preview inside, which some phones write as JPEG, the photo comes first


def made_anew(content: bytes, kind: str, name: str) -> bytes:
    """Return a picture of the same kind with the same dots, upright, and nothing besides.

    Args:
        content: the file.
        kind: JPEG, PNG or WEBP, as the file begins; it is read as nothing else.
        name: what to call the file in a refusal.

    Raises:
        RefusedFile: if it has too many dots, moves, or is not whole.
    """
    from PIL import Image  # noqa: PLC0415 - only who brings a picture waits for it

    try:
        with Image.open(BytesIO(content), formats=(kind,)) as picture:
            _check(picture, kind, name)
            return _painted(picture, kind)
    except RefusedFile:
        raise
    except Image.DecompressionBombError as fault:
        raise _too_many_dots(name) from fault
    except (OSError, ValueError, SyntaxError, IndexError, KeyError, struct.error, zlib.error, MemoryError) as fault:
        raise RefusedFile(name, [Problem("", _("照片不完整或已损坏，请重新拍一张或重新导出"))]) from fault


def _check(picture: "Image", kind: str, name: str) -> None:
    width, height = picture.size
    if width * height > DOTS_LIMIT:
        raise _too_many_dots(name)
    if kind in _SEVERAL and getattr(picture, "n_frames", 1) > 1:
        raise RefusedFile(name, [Problem("", _("动图不收，请截成一张静止的照片"))])


def _too_many_dots(name: str) -> RefusedFile:
    reason = _("照片最多 {limit} 万像素，请缩小再传").format(limit=DOTS_LIMIT // 10_000)
    return RefusedFile(name, [Problem("", reason)])


def _painted(picture: "Image", kind: str) -> bytes:
    from PIL import ImageOps  # noqa: PLC0415 - as above

    ImageOps.exif_transpose(picture, in_place=True)
    upright: Any = picture
    if upright.mode not in _MODES[kind]:
        clear = kind != "JPEG" and (upright.mode in _CLEAR or "transparency" in upright.info)
        upright = upright.convert("RGBA" if clear else "RGB")
    upright.info = {}  # whatever a writer would take over from what was read
    made = BytesIO()
    upright.save(made, kind, exif=b"", **_QUALITY[kind])
    return made.getvalue()
