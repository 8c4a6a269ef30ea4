"""Which profile a machine is, and the course's secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder import runner
from autograder.course import CourseError, load_course
from autograder.runner import choose_profile, course_secret


def test_profiles_are_chosen_by_name_or_by_what_keras_sees(monkeypatch: pytest.MonkeyPatch) -> None:
    course = load_course()
    assert choose_profile(course, "cpu") == "cpu"
    assert choose_profile(course, "gpu") == "gpu"
    for gpu, profile in ((True, "gpu"), (False, "cpu")):  # whether Keras sees one here, test_doctor asks
        monkeypatch.setattr(runner, "sees_gpu", lambda gpu=gpu: gpu)
        assert choose_profile(course, "auto") == profile
    with pytest.raises(CourseError, match=r"no runner profile 'tpu' in course.toml. Choose from: cpu, gpu, auto"):
        choose_profile(course, "tpu")


def test_the_secret_is_made_once_for_the_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "course.secret"
    secret = course_secret(file)
    assert len(secret) == 32
    assert course_secret(file) == secret
    assert file.stat().st_mode & 0o777 == 0o600
    assert course_secret(tmp_path / "another.secret") != secret
    assert {each.name for each in tmp_path.iterdir()} == {"course.secret", "another.secret"}


def test_a_secret_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(runner.secrets, "token_hex", interrupted)
        with pytest.raises(KeyboardInterrupt):
            course_secret(tmp_path / "course.secret")
    assert not list(tmp_path.iterdir())
    (tmp_path / "course.secret").write_text("ab" * 32, encoding="ascii")  # by somebody who was faster
    runner._make_secret(tmp_path / "course.secret")
    assert course_secret(tmp_path / "course.secret") == b"\xab" * 32


@pytest.mark.parametrize("content", ["", "abc\n", "zz" * 32, "é" * 64])
def test_a_damaged_secret_is_never_replaced(tmp_path: Path, content: str) -> None:
    file = tmp_path / "course.secret"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CourseError, match="should hold 64 hexadecimal digits"):
        course_secret(file)
    assert file.read_text(encoding="utf-8") == content
