"""The settings of the installation: option, environment, file, default, in this order.

Reading and checking the whole of them is the work of pydantic-settings (crm_tui/installation.py), whose import costs
more than the first frame; where there is no file and only the three plain variables are set, there is nothing to check.
"""

import getpass
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_config_path, user_data_path

from store.language import LANGUAGES
from store.refusals import Invalid, NotAllowed, Refused

PREFIX = "CRM_TUI_"
PLAIN = frozenset({"CRM_TUI_DB", "CRM_TUI_USER", "CRM_TUI_LANG", "CRM_TUI_CLOCK"})


@dataclass
class WrongSetting(Refused):
    """A key or value of the installation's settings is wrong; `where` is its file and line, or its variable."""

    name: str
    where: str
    detail: str


@dataclass(frozen=True)
class Configuration:
    """What the program starts with. `lang` is "" where nobody has chosen one."""

    db: str
    user: str
    lang: str = ""
    files: str = ""
    log_in: str = "os"
    mail_url: str = field(default="", repr=False)
    mail_sender: str = ""
    sms_url: str = field(default="", repr=False)


def config_path(options: Mapping[str, str]) -> Path:
    """Return the configuration file that the options name, else the one in the platform's folder."""
    return Path(options["config"]) if "config" in options else user_config_path("crm-tui") / "config.toml"


def configured_language(options: Mapping[str, str]) -> str:
    """Return the language that the file names, "" where it names none or cannot be read: what is wrong is told later.

    For what is told before the settings are needed: help, and commands that cannot be read.
    """
    path = config_path(options)
    if not path.is_file():
        return ""
    import tomllib

    try:
        lang = tomllib.loads(path.read_text(encoding="utf-8")).get("lang", "")
    except (OSError, ValueError):
        return ""
    return lang if lang in LANGUAGES else ""


def load(
    options: Mapping[str, str], environment: Mapping[str, str] | None = None, *, nobody: bool = False
) -> Configuration:
    """Return the settings. `options` are --db, --as, --lang, --config, --fixed-user without their dashes.

    With `nobody` nobody is to log in, whatever the installation says of that, and `user` is "": the worker.

    Raises WrongSetting for a wrong key or value, NotAllowed where a fixed log-in is to be overridden.
    """
    env = os.environ if environment is None else environment
    path = config_path(options)
    if "config" in options and not path.is_file():
        raise WrongSetting("config", str(path), "missing")
    others = {name for name in env if name.startswith(PREFIX)} - PLAIN
    if path.is_file() or others:
        from crm_tui.installation import read

        held = read(path, env)
    else:
        held = Configuration(env.get("CRM_TUI_DB", ""), env.get("CRM_TUI_USER", ""), env.get("CRM_TUI_LANG", ""))
    lang = options.get("lang") or held.lang
    if lang and lang not in LANGUAGES:
        raise Invalid("lang", "unknown", lang, LANGUAGES)
    return Configuration(
        db=options.get("db") or held.db or str(user_data_path("crm-tui") / "crm.db"),
        user="" if nobody else _login(options, held),
        lang=lang,
        files=held.files,
        log_in=held.log_in,
        mail_url=held.mail_url,
        mail_sender=held.mail_sender,
        sms_url=held.sms_url,
    )


def _login(options: Mapping[str, str], held: Configuration) -> str:
    """Return who logs in. Where the installation fixes that, neither option nor environment changes it.

    Where it asks for a password, this is only whom the log-in screen offers.
    """
    if held.log_in == "fixed":
        if "fixed-user" not in options or "as" in options:
            raise NotAllowed("log-in-fixed")
        return options["fixed-user"]
    return options.get("as") or options.get("fixed-user") or held.user or getpass.getuser()
