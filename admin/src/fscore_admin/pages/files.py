"""Attachments as downloads: through the scope of their record, never shown by the browser inside a page."""

from urllib.parse import quote

from flask import Response, make_response

from fscore.model.attachment import Attachment
from fscore.services.attachments import content_of
from fscore_admin.access import current_work, reading
from fscore_admin.app import Front


def attachment(number: int) -> Response:
    """Hand out one file."""
    kept, content = content_of(current_work(), number)
    response = make_response(content)
    response.headers["Content-Type"] = kept.media_type
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(kept.filename, safe='')}"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def install(front: Front) -> None:
    """Hand over the download."""
    front.route("/files/<int(max=9223372036854775807):number>", "attachment", attachment, reading(Attachment))
