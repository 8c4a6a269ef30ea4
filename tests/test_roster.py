"""The class list: whoever is on it is found by any name, nobody is taken for somebody else, and faults are named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.roster import Roster, RosterError, Student, folded, read_roster

names = st.text(st.characters(categories=["L", "Nd", "Zs"]), min_size=1, max_size=20).filter(str.strip)


def written(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "roster.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_as_spreadsheets_save_it(tmp_path: Path, separator: str, encoding: str):
    lines = [
        ["ID", "Name", "Canvas ID", "note"],
        ["s1", '"Lovelace, Ada"', "1042", "front row"],
        [" s2 ", "김하늘", "", ""],
        [""],
    ]
    roster = read_roster(written(tmp_path, "\r\n".join(separator.join(line) for line in lines), encoding))
    assert roster.students == (
        Student("s1", "Lovelace, Ada", {"canvas_id": "1042"}),
        Student("s2", "김하늘", {}),
    )


@pytest.mark.parametrize("name", ["s1", "S1", "1042", "Ada Lovelace", "lovelace, ada", "lovelaceada", "adalovelace"])
def test_every_name_finds_its_student(name: str):
    roster = Roster((Student("s1", "Ada Lovelace", {"canvas_id": "1042"}), Student("s2", "Ben Ada")))
    assert roster.find([name]) == "s1"


def test_the_surest_name_comes_first_and_one_that_two_have_tells_nothing():
    roster = Roster((Student("s1", "Kim Min"), Student("s2", "Kim Min"), Student("s3", "s1")))
    assert roster.find(["s1"]) == "s1"
    assert roster.find(["Kim Min"]) is None
    assert roster.find(["Kim Min", "s2"]) == "s2"
    assert roster.find(["nobody"]) is None


@given(st.lists(st.tuples(names, names), unique_by=lambda each: folded(each[0]), max_size=8))
def test_nobody_takes_the_id_of_another_by_name(rows: list[tuple[str, str]]):
    roster = Roster(tuple(Student(each.strip(), name) for each, name in rows))
    for student in roster.students:
        assert roster.find([student.id]) == student.id


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "line 1: there is no column 'id'; found: none."),
        ("id,email\ns1,a@x", "line 1: there is no column 'name'; found: id, email."),
        ("id,name\n", "has no students"),
        ("id,name\ns1,Ada\n\ns1,Ben\n", "line 4: the id 's1' is that of line 2, too."),
        ("id,name\ns1,\n", "line 2: nothing stands under 'name'."),
        ('id,name\ns1,"Ada\n', "this is no CSV"),
        ("id,name\ns1,Lovelace, Ada\n", "line 2: more cells than headings; put a name with a comma in quotes."),
        ("id,name\n2026/17,Ada\n", "line 2: '2026/17' cannot be the name of a file or folder."),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, sentence: str):
    with pytest.raises(RosterError) as raised:
        read_roster(written(tmp_path, text))
    assert sentence in str(raised.value)
    assert "roster.csv" in str(raised.value)


def test_another_encoding_and_no_file(tmp_path: Path):
    with pytest.raises(RosterError, match="not UTF-8"):
        read_roster(written(tmp_path, "id,name\ns1,김하늘\n", "cp949"))
    with pytest.raises(RosterError, match="cannot be read"):
        read_roster(tmp_path / "none.csv")
