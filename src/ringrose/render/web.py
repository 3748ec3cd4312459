"""What a page may do: which addresses become links, and what a browser may load."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

from ringrose.render.marks import tidy

__all__ = ["policy", "web_address"]

_WEB = re.compile(r"https?://[^\s/?#<>\"'\\^`{|}][^\s<>\"\\^`{|}]*", re.IGNORECASE)


def web_address(url: str | None) -> str:
    """The address, where it is one of the web that can be shown as it stands; else nothing, for then it must not become a link."""
    return url if url and _WEB.fullmatch(url) and tidy(url) == url else ""


def policy(style: str) -> str:
    """The content security policy of a page whose one style is this: nothing is loaded, and nothing runs."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
