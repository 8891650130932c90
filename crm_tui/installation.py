"""Reads the configuration file and the environment, checked by pydantic-settings."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from crm_tui.configuration import PLAIN, PREFIX, Configuration, WrongSetting
from store.system_errors import system_words

_DETAILS = {"extra_forbidden": "unknown", "string_type": "not-text", "model_type": "not-a-table"}


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
        detail = _DETAILS.get(first["type"], first["msg"])
        raise WrongSetting(name, _place(name, path, text, environment), detail) from error
    log_in = held.get("log_in", found.log_in)
    user = held.get("user", "") if "log_in" in held and log_in != "os" else found.user
    return Configuration(
        db=found.db,
        user=user,
        lang=found.lang,
        files=found.files,
        log_in=log_in,
        mail_url=found.mail.url or _secret(found.mail.url_file, "mail.url_file"),
        mail_sender=found.mail.sender,
        sms_url=found.sms.url or _secret(found.sms.url_file, "sms.url_file"),
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


def _place(name: str, path: Path, text: str, environment: Mapping[str, str]) -> str:
    variable = PREFIX + name.upper().replace(".", "__")
    if variable in environment:
        return variable
    last = name.rsplit(".", 1)[-1]
    for number, line in enumerate(text.splitlines(), start=1):
        if re.match(rf"\s*\[?{re.escape(last)}\b", line):
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
