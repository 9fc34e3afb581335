"""Files as answers to a page posted back."""

from __future__ import annotations

import io
import mimetypes

from flask import Response, send_file
from werkzeug.wrappers import Response as AnyResponse


def inline(content: bytes, name: str) -> AnyResponse:
    """A PDF to be shown, its name as RFC 5987 has it."""
    return send_file(io.BytesIO(content), mimetype="application/pdf", download_name=name)


def attachment(content: bytes, name: str, encoding: str) -> AnyResponse:
    """A file to be saved, its name as the raw bytes of the page's encoding, as old applications write it."""
    response = Response(content, content_type=mimetypes.guess_type(name)[0] or "application/octet-stream")
    raw = name.replace('"', "'").encode(encoding, "replace").decode("latin-1")
    response.headers["Content-Disposition"] = f'attachment; filename="{raw}"'
    return response
