"""A small forge for tests: git over HTTP by git's own http-backend, and commit statuses as GitHub and GitLab have them.

Nothing opens without the token.
"""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

TOKEN = "token-of-the-course"
_WHO = re.compile(r"/api/(?:repos/(?P<name>[^/]+/[^/]+)/(?P<rest>.*)|v4/projects/(?P<quoted>[^/]+)/(?P<of_lab>.*))")


@dataclass
class ForgeServer:
    """What the forge has: bare repositories in `folder`, and the statuses that it was told, newest last."""

    folder: Path
    address: str = ""
    statuses: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)  # repository, commit, fields
    refusals: list[tuple[int, dict[str, str]]] = field(default_factory=list)  # answers that come before the next ones
    visits: list[str] = field(default_factory=list)

    def push(self, name: str, files: Mapping[str, str], branch: str = "main") -> str:
        """A commit with these files alone on a branch of a repository; its id."""
        bare, work = self.folder / f"{name}.git", self.folder / "work" / name.replace("/", "_")
        if not bare.exists():
            _git(self.folder, "init", "--quiet", "--bare", "--initial-branch=main", str(bare))
            _git(self.folder, "init", "--quiet", "--initial-branch=main", str(work))
        for path, text in files.items():
            (work / path).parent.mkdir(parents=True, exist_ok=True)
            (work / path).write_text(text, encoding="utf-8")
        _git(work, "add", "--all")
        _git(work, "-c", "user.name=x", "-c", "user.email=x@y", "commit", "--quiet", "--allow-empty", "--message=x")
        _git(work, "push", "--quiet", "--force", str(bare), f"HEAD:refs/heads/{branch}")
        return _git(work, "rev-parse", "HEAD")

    def environment(self, kind: str = "github") -> dict[str, str]:
        """The variables of a pipeline of this forge."""
        if kind == "gitlab":
            return {"CI_SERVER_URL": self.address, "CI_API_V4_URL": f"{self.address}/api/v4", "DESCENT_TOKEN": TOKEN}
        return {
            "GITHUB_SERVER_URL": self.address,
            "GITHUB_API_URL": f"{self.address}/api",
            "DESCENT_TOKEN": TOKEN,
        }


def _git(folder: Path, *words: str) -> str:
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(
        ["git", *words], cwd=folder, env=env, check=True, capture_output=True, text=True
    ).stdout.strip()


@contextmanager
def forge_server(folder: Path) -> Iterator[ForgeServer]:
    """A forge on a free port, until the block ends."""
    folder.mkdir(parents=True, exist_ok=True)
    forge = ForgeServer(folder)

    class Handler(_Handler):
        of = forge

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    forge.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield forge
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    of: ForgeServer

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def log_message(self, format: str, *args: object) -> None:
        pass

    def _answer(self, body: bytes) -> None:
        self.of.visits.append(self.path)
        if not self._may():
            self._send(401, b"{}", {})
        elif self.of.refusals and self.path.startswith("/api/"):
            status, headers = self.of.refusals.pop(0)
            self._send(status, b"{}", headers)
        elif self.path.startswith("/api/"):
            self._api(body)
        else:
            self._repository(body)

    def _may(self) -> bool:
        kind, _, secret = self.headers.get("Authorization", "").partition(" ")
        if kind == "Basic" and not self.path.startswith("/api/"):
            return base64.b64decode(secret).decode() in (f"x-access-token:{TOKEN}", f"oauth2:{TOKEN}")
        return (kind, secret) == ("Bearer", TOKEN) or self.headers.get("PRIVATE-TOKEN") == TOKEN

    def _api(self, body: bytes) -> None:
        where = urlsplit(self.path)
        found = _WHO.fullmatch(where.path)
        assert found, self.path
        name, rest = found["name"] or unquote(found["quoted"]), found["rest"] or found["of_lab"]
        if self.command == "POST":
            fields = {key: each[0] for key, each in parse_qs(where.query).items()} if found["quoted"] else None
            commit = rest.removeprefix("statuses/")
            self.of.statuses.append((name, commit, fields or json.loads(body)))
            self._send(201, b"{}", {})
            return
        commit = rest.removeprefix("repository/").removeprefix("commits/").partition("/")[0]
        newest = {
            fields.get("context", fields.get("name")): fields
            for at, told, fields in self.of.statuses
            if (at, told) == (name, commit)
        }
        statuses = list(newest.values())
        self._send(200, json.dumps(statuses if found["quoted"] else {"statuses": statuses}).encode(), {})

    def _repository(self, body: bytes) -> None:
        where = urlsplit(self.path)
        env = {
            "PATH": os.environ["PATH"],
            "GIT_PROJECT_ROOT": str(self.of.folder),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": where.path,
            "QUERY_STRING": where.query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
        }
        done = subprocess.run(["git", "http-backend"], env=env, input=body, capture_output=True, check=False)
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if line)
        self._send(int(headers.pop("Status", "200 OK").split()[0]), content, headers)

    def _send(self, status: int, content: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)
