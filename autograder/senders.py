"""Whose each upload is, and when it was handed in, in the bulk downloads of Canvas, Moodle and Gradescope."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.entries import METADATA, Entry, Refused, Upload
from autograder.moments import utc_text

# lovelaceada_LATE_1042_77_activations-1.py: who, the account, the upload, and a number for what is handed in again.
# Where nobody shall know who: anon_x7Qp_77_activations.py.
_CANVAS = re.compile(
    r"(?P<who>.+?)(?:_LATE)?_(?P<account>\d+|(?<=^anon_)[a-z\d]+)_(?P<upload>\d+)_(?P<file>.+)", re.IGNORECASE
)
_AGAIN = re.compile(r"-\d+(?=(\.[^.]+)?$)")
# "Ada Lovelace_5213_assignsubmission_file_", or without the last line; without folders, the file's name follows.
_MOODLE = re.compile(r"(?P<who>.+?)_(?P<participant>\d+)_assignsubmission_[a-z]+(?:_(?P<file>.*))?")
_GRADESCOPE = re.compile(r"(?:assignment_\d+_)?submission_\d+")


@dataclass(frozen=True)
class Sender:
    """Whoever handed something in.

    `label` is unique in its place. `names` are what a class list may know them by, the surest first. `submitted_at` is
    ISO 8601, empty where the place does not know, and None where git or the files' own times say it: `clones` maps
    where the paths of uploads begin to folders that may be git clones.
    """

    label: str
    names: tuple[str, ...]
    uploads: list[Upload] = field(default_factory=list, repr=False)
    submitted_at: str | None = None
    clones: Mapping[PurePosixPath, Path] = field(default_factory=dict)


def of_platform(uploads: list[Upload]) -> list[Sender] | None:
    """The senders in the bulk download of a platform; None when it is none.

    Raises `Refused` when Gradescope's list of submissions cannot be read.
    """
    metadata = next((each for each in uploads if each.is_metadata), None)
    if metadata is not None:
        return _of_gradescope(metadata, uploads)
    # A page of text or a link that somebody handed in beside the files of others has another name, and is no work.
    uploads = [each for each in uploads if each.is_work]
    matches = [_CANVAS.fullmatch(each.name) if not each.is_folder else None for each in uploads]
    if uploads and all(matches):
        return _of_canvas([(match, each) for match, each in zip(matches, uploads, strict=True) if match])
    matches = [_MOODLE.fullmatch(each.name) for each in uploads]
    if uploads and all(matches):
        return _of_moodle([(match, each) for match, each in zip(matches, uploads, strict=True) if match])
    return None


def _of_canvas(named: Iterable[tuple[re.Match[str], Upload]]) -> list[Sender]:
    """By account, the newest upload first: its number is what its files have in the place of a time."""
    found: dict[str, Sender] = {}
    for match, upload in sorted(named, key=lambda each: int(each[0]["upload"]), reverse=True):
        account, file = match["account"], match["file"]
        sender = found.setdefault(
            account, Sender(f"{match['who']} {account}", (account, match["who"]), submitted_at="")
        )
        # Of an archive the number may be its name's own: lab-1.zip and lab-2.zip hold two assignments.
        name = file if upload.is_archive else _AGAIN.sub("", file)
        sender.uploads.append(_renamed(upload, name, float(match["upload"])))
    return list(found.values())


def _of_moodle(named: Iterable[tuple[re.Match[str], Upload]]) -> list[Sender]:
    found: dict[str, Sender] = {}
    for match, upload in named:
        who, participant = match["who"], match["participant"]
        # The number is one of this assignment's participants: on no class list, or as the id of somebody else.
        sender = found.setdefault(participant, Sender(f"{who} {participant}", (who,), submitted_at=""))
        sender.uploads.append(_renamed(upload, match["file"]) if match["file"] and not upload.is_folder else upload)
    return list(found.values())


def _of_gradescope(metadata: Upload, uploads: list[Upload]) -> list[Sender]:
    folders = {each.name: each for each in uploads if each.is_folder and _GRADESCOPE.fullmatch(each.name)}
    found = []
    for name, about in _table(next(iter(metadata.entries))).items():
        if str(name) not in folders or not isinstance(about, dict):
            continue  # exported in another part
        submitters = [each for each in about.get(":submitters") or () if isinstance(each, dict)]
        upload = folders[str(name)]
        if len(submitters) > 1:  # a group: the work of every member, so it is read more than once
            upload = replace(upload, entries=list(upload.entries))
        for each in submitters:
            known = (each.get(":sid"), each.get(":email"), each.get(":name"))
            names = tuple(str(text) for text in known if text)
            if names:
                found.append(Sender(names[-1], names, [upload], _time(about.get(":created_at"))))
    labels = [each.label for each in found]
    return [
        replace(each, label=f"{each.label} {each.names[0] if len(each.names) > 1 else each.uploads[0].name}")
        if labels.count(each.label) > 1
        else each
        for each in found
    ]


def _table(entry: Entry) -> dict[Any, Any]:
    import yaml  # type: ignore[import-untyped]

    if entry.problem:
        raise Refused("{name} has a list of submissions that cannot be used: {problem}", problem=entry.problem)
    try:
        table = yaml.load(entry.content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        line = f" (line {where.line + 1})" if where else ""
        raise Refused("{name} has a {file} that is no YAML{line}.", file=METADATA, line=line) from error
    if not isinstance(table, dict):
        raise Refused("{name} has a {file} that lists no submissions.", file=METADATA)
    return table


def _time(value: object) -> str:
    """A time as YAML gives it, as ISO 8601 in UTC; empty for what is none."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.replace(" UTC", "+00:00"))
        except ValueError:
            return ""
    if not isinstance(value, datetime):
        return ""
    return utc_text(value if value.tzinfo else value.replace(tzinfo=UTC))


def _renamed(upload: Upload, name: str, modified: float = 0) -> Upload:
    """The upload of one file, under the name that it had before the platform added to it."""
    path = PurePosixPath(PurePosixPath(name).name or "unnamed")
    entries = (replace(each, path=path, modified=modified or each.modified) for each in upload.entries)
    return Upload(path.name, False, entries)
