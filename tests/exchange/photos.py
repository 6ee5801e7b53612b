"""Photos for tests, as small as photos get."""

from io import BytesIO
from typing import Any

from PIL import Image


def photo(kind: str = "JPEG", size: tuple[int, int] = (8, 4), mode: str = "RGB", **saved: Any) -> bytes:
    """A picture of one colour."""
    made = BytesIO()
    Image.new(mode, size, saved.pop("colour", 0)).save(made, kind, **saved)
    return made.getvalue()


def motley() -> bytes:
    """A photo of many colours, which changes a little each time it is painted as JPEG."""
    dots = bytes(number * number * 7 % 256 for number in range(64 * 64 * 3))
    made = BytesIO()
    Image.frombytes("RGB", (64, 64), dots).save(made, "JPEG", quality=70, comment=b"where it was taken")
    return made.getvalue()


def look(content: bytes) -> Image.Image:
    """The same as a viewer would open it."""
    return Image.open(BytesIO(content))
