"""What the program itself says of a message that was not taken (D2): written in English, shown in any language.

What is kept with a delivery and stands in the log is English, so that an administrator can search for it and whoever
reads it in another language sees it in that (G6). A server's own words are shown as they are.
"""

import re
from functools import cache

from store.language import _, speaking


def _templates() -> dict[str, str]:
    """Return what there is to say, in the language in use."""
    return {
        "no-mail-server": _("no mail server is set (mail.url)"),
        "mail-url": _(
            "mail.url cannot be read: write smtp://user:password@host:port or smtps://…, "
            "special characters of the password percent-encoded"
        ),
        "no-address": _("the user has no e-mail address"),
        "bad-address": _("the user's e-mail address is none"),
        "no-sender": _("no sender is set (mail.sender)"),
        "bad-sender": _("mail.sender is no e-mail address"),
        "lost": _("{server}: the connection was lost before the letter was taken"),
        "closed": _("{server}: the server closed the connection"),
        "late": _("{server}: no answer in time"),
        "slow": _("{server}: the server answers too slowly"),
        "no-starttls": _(
            "{server}: the server offers no STARTTLS, which is required; smtps:// is TLS throughout"
        ),
        "ascii-only": _("{server}: the server takes no address with letters outside ASCII"),
        "log-in": _("{server}: the log-in was refused: {said}"),
        "certificate": _("{server}: the certificate does not check: {said}"),
        "tls": _("{server}: TLS failed: {said}"),
        "no-such-server": _("{server}: there is no such server ({said})"),
        "no-connection": _("{server}: no connection: {said}"),
        "no-gateway": _("no SMS gateway is set (sms.url)"),
        "no-number": _("the user has no telephone number"),
        "bad-number": _("the user's telephone number is none"),
        "gateway-late": _("no answer within {seconds} s"),
        "sms-url": _(
            "sms.url cannot be read: write smsapi://TOKEN or an Apprise address with {{phone}} in it"
        ),
        "sms-url-number": _("sms.url does not say where the number goes: put {{phone}} in its place"),
        "sms-url-unknown": _("sms.url is no address that Apprise takes ({scheme}://)"),
        "not-taken": _("the gateway did not take it"),
        "smsapi-late": _("SMSAPI: no answer within {seconds} s"),
        "smsapi-no-connection": _("SMSAPI: no connection ({said})"),
        "smsapi-unreadable": _("SMSAPI: the answer cannot be read"),
        "smsapi-nothing": _("SMSAPI: the answer names no message"),
    }  # fmt: skip


def failure_words(code: str, **values: object) -> str:
    """Return the English words that are kept and logged."""
    return _english()[code].format(**values)


def shown(words: str) -> str:
    """Return what was kept in the language in use: what a server said as it is."""
    for code, pattern in _patterns().items():
        if found := pattern.fullmatch(words):
            return _templates()[code].format(**found.groupdict())
    return words


@cache
def _english() -> dict[str, str]:
    with speaking("en"):
        return _templates()


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {code: re.compile(_pattern(template)) for code, template in _english().items()}


def _pattern(template: str) -> str:
    """Return what matches a template with anything in its places; a server's name has no spaces."""
    pattern = re.escape(template.replace("{{", "{").replace("}}", "}"))
    for name, form in (("server", r"\S+"), ("said", ".*"), ("seconds", r"[\d.]+"), ("scheme", r"[^:/]*")):
        pattern = pattern.replace(rf"\{{{name}\}}", f"(?P<{name}>{form})")
    return pattern
