"""Web addresses: http or https, nothing else, since they are meant to be opened (C3, H7)."""

from urllib.parse import urlsplit

from store.refusals import Invalid
from store.texts import DESCRIPTION_LIMIT, bounded, one_line

SCHEMES = ("http", "https")


def web_address(text: str) -> str:
    """Return an address as it is kept, with https where it has no scheme; "" for nothing. Raises Invalid."""
    typed = bounded(one_line(text), "web", DESCRIPTION_LIMIT)
    if not typed:
        return ""
    whole = typed if "://" in typed else f"https://{typed}"
    try:
        parts = urlsplit(whole)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise Invalid("web", "not-an-address", typed) from None
    plain_host = host.rstrip(".")
    if parts.scheme.lower() not in SCHEMES or not plain_host or any(c.isspace() for c in whole):
        raise Invalid("web", "not-an-address", typed)
    if "://" not in typed and ("." not in plain_host or parts.username is not None):
        raise Invalid("web", "not-an-address", typed)
    rest = whole.split("://", 1)[1]
    return f"{parts.scheme.lower()}://{rest}"
