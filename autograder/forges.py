"""Students' repositories on GitHub or GitLab: fetched as they are, and told their points beside a commit.

The token that allows it belongs to the instructors' own pipeline. It goes to the forge's own address alone, and git has
it only while it fetches: what is checked out afterwards was written by students, and may name servers and programs.
"""

from __future__ import annotations

import base64
import json
import re
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from autograder.file_names import component
from autograder.git import GitFailed, git
from autograder.reports.exports import decimal
from autograder.roster import RosterError, rows

TOKEN = "DESCENT_TOKEN"
FETCH_SECONDS = 300
_NAME = re.compile(r"\w[\w.-]*(?:/\w[\w.-]*)+", re.ASCII)
_REF = re.compile(r"\w[\w./-]*", re.ASCII)
_MOST_CHARACTERS = 140  # of a status's description, on GitHub
_PATIENCE = 120  # seconds that a forge may ask us to wait for
_TRIES = 3


class ForgeError(Exception):
    """A repository could not be fetched or told. The message says why."""


@dataclass(frozen=True)
class Repository:
    """What a student pushes to: `name` is "owner/name", on GitLab "group/project"."""

    student: str
    name: str


@dataclass(frozen=True)
class Told:
    """What a commit is told about an assignment; `state` is "success", or "failure" for a fault of ours."""

    assignment: str
    state: str
    description: str

    @property
    def name(self) -> str:
        """The line that it has there."""
        return f"grading: {self.assignment}"


@dataclass(frozen=True)
class Forge:
    """Where repositories are: addresses without a slash at the end, and the token that opens them."""

    server: str
    api: str
    token: str = field(repr=False)
    is_gitlab: bool = False


def forge_of(environment: Mapping[str, str]) -> Forge:
    """The forge whose pipeline this is, with the token in `DESCENT_TOKEN`. Raises `ForgeError`."""
    token = environment.get(TOKEN, "")
    if not token:
        raise ForgeError(f"{TOKEN} is not set: a token that may read the students' repositories and write statuses.")
    for server, api, is_gitlab in (
        ("GITHUB_SERVER_URL", "GITHUB_API_URL", False),
        ("CI_SERVER_URL", "CI_API_V4_URL", True),
    ):
        if environment.get(server) and environment.get(api):
            return Forge(environment[server].rstrip("/"), environment[api].rstrip("/"), token, is_gitlab)
    raise ForgeError(
        "Which forge? Elsewhere than in its pipeline, set GITHUB_SERVER_URL and GITHUB_API_URL, or CI_SERVER_URL and "
        "CI_API_V4_URL."
    )


def repositories_in(class_list: Path) -> list[Repository]:
    """The students of a class list that have something in its column `repository`. Raises `RosterError`."""
    found = []
    for line, row in rows(class_list, ("id",)):
        name = row.get("repository", "")
        if not name:
            continue
        if not _NAME.fullmatch(name):
            raise RosterError(f"{class_list}, line {line}: {name!r} is no repository: it should be like owner/name.")
        try:
            found.append(Repository(component(row["id"]), name))
        except ValueError as error:
            raise RosterError(f"{class_list}, line {line}: {error}.") from error
    if not found:
        raise RosterError(f"{class_list} names no repository: its column `repository` should have owner/name.")
    return found


# --- to us ---


def fetch(forge: Forge, repository: Repository, ref: str, folder: Path) -> None:
    """Check out one commit of a repository as `folder`/<student>, in the place of what was fetched before.

    `ref` is a branch, a tag or a whole commit id; the default branch when it is empty. Its history comes along: that
    says when each assignment was handed in. Nothing of the machine's git
    settings is used: filters such as LFS would follow what the student wrote. Raises `ForgeError`.
    """
    if ref and not _REF.fullmatch(ref):
        raise ForgeError(f"{ref!r} is no branch, tag or commit")
    place = folder / repository.student
    address = f"{forge.server}/{repository.name}.git"
    if place.is_dir() and any(place.iterdir()) and not (place / ".git").is_dir():
        raise ForgeError(f"{place} holds something that was not fetched: choose another folder")
    try:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        git(place, "init", "--quiet", "--template=")
        words = ("fetch", "--quiet", "--no-tags", "--no-recurse-submodules", address, ref or "HEAD")
        git(place, *words, settings=_opens(forge), seconds=FETCH_SECONDS)
        git(place, "checkout", "--quiet", "--detach", "FETCH_HEAD", seconds=FETCH_SECONDS)
    except GitFailed as error:
        shutil.rmtree(place, ignore_errors=True)  # an empty folder would look like a student who handed in nothing
        raise ForgeError(str(error)) from error
    except OSError as error:
        raise ForgeError(f"{error.filename} cannot be written ({error.strerror})") from error


def _opens(forge: Forge) -> dict[str, str]:
    """Git's settings that send the token, to this server alone."""
    who = "oauth2" if forge.is_gitlab else "x-access-token"
    header = base64.b64encode(f"{who}:{forge.token}".encode()).decode()
    return {f"http.{forge.server}/.extraHeader": f"Authorization: Basic {header}"}


# --- to them ---


def points_of(grades: Path) -> dict[str, list[Told]]:
    """What to tell each student, from the file that `export json` writes. Raises `ForgeError`."""
    found: dict[str, list[Told]] = {}
    try:
        for each in json.loads(grades.read_text(encoding="utf-8"))["grades"]:
            if each["status"] != "missing":
                found.setdefault(each["student"], []).append(_told(each))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ForgeError(f"{grades} cannot be read ({error}): `autograder export json` writes it") from error
    return found


def _told(grade: Mapping[str, Any]) -> Told:
    if grade["final"] is None:
        return Told(grade["assignment"], "failure", "Not graded yet, through a fault of the grader's.")
    points, most = decimal(Fraction(grade["final"])), decimal(Fraction(grade["max_score"]))
    return Told(grade["assignment"], "success", f"{points} of {most} points"[:_MOST_CHARACTERS])


def tell(forge: Forge, repository: Repository, clone: Path, points: list[Told]) -> int:
    """Write `points` beside the commit that is checked out in `clone`, but for what stands there already.

    Returns how many were written. Raises `ForgeError`.
    """
    try:
        commit = git(clone, "rev-parse", "HEAD")
    except GitFailed as error:
        raise ForgeError(str(error)) from error
    there = set(_standing(forge, repository, commit))
    new = [each for each in points if (each.name, each.description) not in there]
    for each in new:
        _asked(_writes(forge, repository, commit, each))
    return len(new)


def _standing(forge: Forge, repository: Repository, commit: str) -> Iterator[tuple[str, str]]:
    """The newest status of each name."""
    if forge.is_gitlab:
        path, name = f"/projects/{quote(repository.name, safe='')}/repository/commits/{commit}/statuses", "name"
    else:
        path, name = f"/repos/{repository.name}/commits/{commit}/status", "context"
    answer = _asked(_request(forge, f"{path}?per_page=100"))
    statuses = answer if forge.is_gitlab else answer.get("statuses", []) if isinstance(answer, dict) else []
    for each in statuses if isinstance(statuses, list) else []:
        yield str(each.get(name)), str(each.get("description"))


def _writes(forge: Forge, repository: Repository, commit: str, told: Told) -> Request:
    if forge.is_gitlab:
        state = "failed" if told.state == "failure" else told.state
        query = urlencode({"state": state, "name": told.name, "description": told.description})
        return _request(forge, f"/projects/{quote(repository.name, safe='')}/statuses/{commit}?{query}", {})
    body = {"state": told.state, "context": told.name, "description": told.description}
    return _request(forge, f"/repos/{repository.name}/statuses/{commit}", body)


def _request(forge: Forge, path: str, body: Mapping[str, str] | None = None) -> Request:
    opens = {"PRIVATE-TOKEN": forge.token} if forge.is_gitlab else {"Authorization": f"Bearer {forge.token}"}
    headers = {**opens, "Accept": "application/json", "Content-Type": "application/json", "User-Agent": "descent"}
    return Request(f"{forge.api}{path}", None if body is None else json.dumps(body).encode(), headers)


class _NoRedirect(HTTPRedirectHandler):
    """Another address would get the token, too."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def _asked(request: Request) -> Any:
    """The forge's answer; it may ask for patience. Raises `ForgeError`."""
    for left in reversed(range(_TRIES)):
        try:
            with build_opener(_NoRedirect).open(request, timeout=60) as answer:
                return json.load(answer)
        except HTTPError as error:
            wait = error.headers.get("Retry-After", "")
            if left and error.code in (403, 429) and wait.isdigit() and int(wait) <= _PATIENCE:
                time.sleep(int(wait))
                continue
            raise ForgeError(f"the forge refuses it ({error.code} {error.reason})") from error
        except (OSError, ValueError, HTTPException) as error:
            raise ForgeError(f"the forge cannot be asked ({error})") from error
    raise AssertionError
