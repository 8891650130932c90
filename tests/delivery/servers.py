"""Servers on this machine that take letters and text messages, or do not; each is closed by its block."""

import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class Taken:
    """What a mail server was given; `answers` are its words to an address, `at_data` those to every letter."""

    answers: Mapping[str, str] = field(default_factory=dict)
    at_data: str = "250 2.0.0 Ok: queued as 4711"
    raw: list[bytes] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    connections: int = 0
    encrypted: list[bool] = field(default_factory=list)

    @property
    def letters(self) -> list[EmailMessage]:
        """The letters, read."""
        return [message_from_bytes(raw, policy=default) for raw in self.raw]

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.connections += session.ssl is None or not self.connections
        return responses

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.answers.get(address, "250 2.1.5 Ok")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.at_data.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.raw.append(envelope.content)
            self.envelopes.append((envelope.mail_from or "", list(envelope.rcpt_tos)))
            self.encrypted.append(session.ssl is not None)
        return self.at_data


def authenticator(password: str) -> Callable[..., AuthResult]:
    """Return what lets in whoever knows the password."""

    def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        right = isinstance(data, LoginPassword) and data.password == password.encode()
        return AuthResult(success=right, handled=False, message=None if right else f"535 5.7.8 no such {password!r}")

    return check


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def mail_server(taken: Taken, **options: Any) -> Iterator[str]:
    """Run a real SMTP server and give its host and port; `options` are those of aiosmtpd."""
    options = {"port": free_port(), **options}
    controller = Controller(taken, hostname="127.0.0.1", ready_timeout=20, **options)
    controller.start()
    try:
        yield f"127.0.0.1:{controller.port}"
    finally:
        controller.stop()


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """Return the context of a server whose certificate nobody vouches for, and that certificate."""
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl")
    key, made = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", str(key), "-out", str(made),
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    return context, made


@contextmanager
def scripted(talk: Callable[[socket.socket, int], None]) -> Iterator[str]:
    """Run a server that talks as told, given each connection and its number from 1, and give its host and port."""
    listener = socket.create_server(("127.0.0.1", 0))
    over = Event()

    def serve() -> None:
        number = 0
        while not over.is_set():
            with suppress(OSError):
                connection, _where = listener.accept()
                number += 1
                Thread(target=_talked, args=(talk, connection, number), daemon=True).start()

    Thread(target=serve, daemon=True).start()
    try:
        yield f"127.0.0.1:{listener.getsockname()[1]}"
    finally:
        over.set()
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def _talked(talk: Callable[[socket.socket, int], None], connection: socket.socket, number: int) -> None:
    with connection, suppress(OSError):
        talk(connection, number)


def answering(connection: socket.socket, answers: Mapping[str, str | None]) -> None:
    """Answer each command by its first word as told, "250 ok" else; stay silent at None, hang up at ""."""
    connection.sendall(b"220 here\r\n")
    reader = connection.makefile("rb")
    data = False
    for raw in reader:
        command = raw.decode("utf-8", "replace").split()[0].upper() if raw.strip() else ""
        if data:
            if raw != b".\r\n":
                continue
            data, command = False, "."
        answer = answers.get(command, "354 go on" if command == "DATA" else "250 ok")
        if answer is None:
            silent(connection)
        elif not answer:
            return
        else:
            data = command == "DATA" and answer.startswith("354")
            connection.sendall(f"{answer}\r\n".encode())


def silent(connection: socket.socket, number: int = 0) -> None:
    """Say nothing until the other side gives up."""
    connection.settimeout(30)
    while connection.recv(1000):
        pass


def dripping(connection: socket.socket, number: int = 0) -> None:
    """Begin an answer and never end it, a byte at a time."""
    for _second in range(300):
        connection.sendall(b"2")
        time.sleep(0.1)


@dataclass
class Texts:
    """What a gateway was given: path, headers and body of each call; `refused` is a path's end that it refuses."""

    status: int = 200
    answer: bytes = b'{"ok": true}'
    calls: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    hang: float = 0.0
    refused: str = ""


@contextmanager
def gateway(texts: Texts) -> Iterator[str]:
    """Run a web server that takes whatever is posted, and give its host and port."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            texts.calls.append((self.path, dict(self.headers), body))
            if texts.hang:
                time.sleep(texts.hang)
            with suppress(OSError):
                refused = texts.refused and self.path.endswith(texts.refused)
                self.send_response(400 if refused else texts.status)
                self.end_headers()
                self.wfile.write(texts.answer)

        def log_message(self, *_told: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
