"""Reads the configuration file and the environment, checked by pydantic-settings."""

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from crm_tui.configuration import PLAIN, PREFIX, Configuration, WrongSetting
from store.system_errors import system_words

_DETAILS = {"extra_forbidden": "unknown", "string_type": "not-text", "model_type": "not-a-table"}
_CHOICES = {"lang": "not-a-language", "log_in": "not-a-log-in"}


class Mail(BaseModel):
    """How e-mail leaves."""

    model_config = ConfigDict(extra="forbid")
    url: str = ""
    url_file: str = ""
    sender: str = ""


class Sms(BaseModel):
    """How text messages leave."""

    model_config = ConfigDict(extra="forbid")
    url: str = ""
    url_file: str = ""


class Installation(BaseSettings):
    """The keys of the file; each also from the environment as CRM_TUI_ and its name, tables joined by __."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid")
    db: str = ""
    user: str = ""
    lang: Literal["", "en", "pl"] = ""
    files: str = ""
    log_in: Literal["os", "password", "fixed"] = "os"
    mail: Mail = Mail()
    sms: Sms = Sms()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment goes before the file, whose content is given to the constructor."""
        return env_settings, init_settings


def read(path: Path, environment: Mapping[str, str]) -> Configuration:
    """Return what the file and the environment say. Raises WrongSetting with the key and its place."""
    held, text = _file(path)
    _check_names(environment)
    try:
        found = Installation(**held)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        detail = _DETAILS.get(first["type"]) or _CHOICES.get(name, first["msg"])
        raise WrongSetting(name, _place(name, path, text, environment), detail) from error
    _check_addresses(found, path, text, environment)
    log_in = held.get("log_in", found.log_in)
    user = held.get("user", "") if "log_in" in held and log_in != "os" else found.user
    return Configuration(
        db=found.db,
        user=user,
        lang=found.lang,
        files=found.files,
        log_in=log_in,
        mail_url=_address(found.mail, "mail"),
        mail_sender=found.mail.sender,
        sms_url=_address(found.sms, "sms"),
    )


def _file(path: Path) -> tuple[dict[str, Any], str]:
    if not path.is_file():
        return {}, ""
    try:
        text = path.read_text(encoding="utf-8")
        return tomllib.loads(text), text
    except OSError as error:
        raise WrongSetting("config", str(path), system_words(error)) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        line = re.search(r"\(at line (\d+)", str(error))
        raise WrongSetting("config", f"{path}:{line[1]}" if line else str(path), "not-toml") from error


def _check_names(environment: Mapping[str, str]) -> None:
    known = {f"{PREFIX}{name.upper()}" for name in Installation.model_fields} | PLAIN
    known -= {f"{PREFIX}MAIL", f"{PREFIX}SMS"}
    for table, model in (("MAIL", Mail), ("SMS", Sms)):
        known |= {f"{PREFIX}{table}__{name.upper()}" for name in model.model_fields}
    for name in environment:
        if name.startswith(PREFIX) and name not in known:
            raise WrongSetting(name, "environment", "unknown")


def _address(table: Mail | Sms, name: str) -> str:
    return table.url or _secret(table.url_file, f"{name}.url_file")


def _check_addresses(found: Installation, path: Path, text: str, environment: Mapping[str, str]) -> None:
    """Hold what says where messages go to its form; no word of it is told: there may be a password in it."""
    from crm_tui.delivery import mail_address, sms
    from crm_tui.delivery.outcome import Failure

    checks: tuple[tuple[str, Mail | Sms, Callable[[str], object], str], ...] = (
        ("mail", found.mail, mail_address.mail_url, "not-a-mail-server"),
        ("sms", found.sms, sms.check_address, "not-a-gateway"),
    )
    for table, held, check, detail in checks:
        if address := _address(held, table):
            try:
                check(address)
            except Failure as failure:
                name = f"{table}.url" if held.url else f"{table}.url_file"
                raise WrongSetting(name, _place(name, path, text, environment), detail) from failure
    if found.mail.sender:
        try:
            mail_address.sender(found.mail.sender)
        except Failure as failure:
            place = _place("mail.sender", path, text, environment)
            raise WrongSetting("mail.sender", place, "not-a-sender") from failure


def _place(name: str, path: Path, text: str, environment: Mapping[str, str]) -> str:
    """Return where a setting stands: its variable, or the line of its key in its table of the file."""
    variable = PREFIX + name.upper().replace(".", "__")
    if variable in environment:
        return variable
    wanted, table = name.split("."), ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[\s*([\w-]+)\s*\]", line):
            table = header[1]
        key = re.match(r"\s*([\w.-]+)\s*=", line)
        here = [part for part in (table, *(key[1].split(".") if key else ())) if part]
        if here == wanted or (key and here == wanted[:1]):
            return f"{path}:{number}"
    return str(path)


def _secret(path: str, name: str) -> str:
    if not path:
        return ""
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise WrongSetting(name, path, system_words(error)) from error
    except UnicodeDecodeError as error:
        raise WrongSetting(name, path, "not-text") from error
