import datetime as dt

import pytest

from generator.load.yaml_source import clean, read_yaml
from generator.model.problem import InputError


@pytest.fixture
def yaml(tmp_path):
    def write(content):
        path = tmp_path / "briefing.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def refused(path):
    with pytest.raises(InputError) as caught:
        read_yaml(path)
    return [(p.code, p.where, f"{p.message}; {p.cure}") for p in caught.value.problems]


def test_each_key_and_list_entry_knows_its_line(yaml):
    found = read_yaml(yaml("a:\n  b: 1\n  files:\n    - path: x.csv\n    - path: y.csv\n"))
    assert found.data == {"a": {"b": 1, "files": [{"path": "x.csv"}, {"path": "y.csv"}]}}
    assert (found.line("a.b"), found.line("a.files.1.path"), found.where("a.files.1.wave")) == (2, 5, "briefing.yaml:5")


def test_words_that_older_yaml_turns_into_something_else_stay_words(yaml):
    found = read_yaml(yaml("floor: no\non: off\nat: 12:30\nday: 2026-03-12\nbad: 2026-02-30\nphone: 007\n"))
    assert found.data == {"floor": "no", "on": "off", "at": "12:30", "day": dt.date(2026, 3, 12), "bad": "2026-02-30", "phone": 7}
    assert found.texts["phone"] == "007"


def test_an_empty_file_or_one_of_notes_holds_nothing(yaml):
    assert read_yaml(yaml("")).data is None
    assert read_yaml(yaml("# later\n")).data is None


def test_a_key_given_twice_is_refused_with_both_lines(yaml):
    assert refused(yaml("a: 1\nb: {c: 1, c: 2}\na: 2\n")) == [
        ("yaml.syntax", "briefing.yaml:2", 'the key "c" stands here and on line 2; keep one of the two'),
        ("yaml.syntax", "briefing.yaml:3", 'the key "a" stands here and on line 1; keep one of the two'),
    ]


def test_tags_anchors_and_aliases_are_refused_each_with_its_line(yaml):
    problems = refused(yaml("a: !!python/object/apply:os.system [ls]\nb: &x 1\nc: *x\nd: ! e\n"))
    assert [(code, where) for code, where, _ in problems] == [("yaml.unsafe", f"briefing.yaml:{n}") for n in (1, 2, 3, 4)]


def test_an_alias_bomb_is_refused_before_it_unfolds(yaml):
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{n}: &{n} [{','.join([f'*{m}'] * 9)}]\n" for m, n in zip("abcdefgh", "bcdefghi", strict=True))
    assert {code for code, _, _ in refused(yaml(bomb))} == {"yaml.unsafe"}


def test_nesting_that_would_exhaust_the_reader_is_refused(yaml):
    assert refused(yaml("a: " + "[" * 5000))[0][:2] == ("yaml.unsafe", "briefing.yaml:1")


@pytest.mark.parametrize(
    ("content", "line", "cure"),
    [
        ("a: 1\nname: St. Mary: East\n", 2, "quotation marks"),
        ("a: 1\n\tb: 2\n", 2, "replace the tab"),
        ("a: @home\n", 1, "quotation marks"),
        ("a: 'open\nb: 1\n", 1, "close the quotation mark"),
        ('logo: "art\\drawing.png"\n', 1, "single quotation marks"),
        ("a: 1\n---\nb: 2\n", 2, "three dashes"),
        ("? [a, b]\n: 1\n", 1, "quotation marks"),
        ("files: []\n  - path: x\n", 2, "after the colon of the key above"),
    ],
)
def test_a_syntax_fault_names_its_line_and_a_cure(yaml, content, line, cure):
    ((code, where, text),) = refused(yaml(content))
    assert (code, where) == ("yaml.syntax", f"briefing.yaml:{line}")
    assert cure in text


def test_bytes_that_are_not_utf_8_are_named_with_their_line(yaml):
    assert refused(yaml("a: 1\nname: José\n".encode("cp1252"))) == [
        ("file.unreadable", "briefing.yaml:2", "the file is not UTF-8 text; save it again with the encoding UTF-8")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_editors_of_any_system_save_is_read(yaml, encoding, end):
    found = read_yaml(yaml(f"a: 1{end}name: José{end}".encode(encoding)))
    assert (found.data, found.line("name")) == ({"a": 1, "name": "José"}, 2)


def test_characters_that_mislead_are_removed_and_reported_once(yaml):
    found = read_yaml(yaml('name: "Jane\\u202e Doe"\nrole: Nu\x00rse\ue000\nwords: "two\vlines"\n'))
    assert found.data == {"name": "Jane Doe", "role": "Nurse", "words": "two lines"}
    assert [(p.code, p.severity, p.message) for p in found.problems] == [
        ("request.cleaned", "note", "4 characters that cannot be printed were left out")
    ]


def test_scripts_that_need_joining_marks_keep_them():
    assert clean("می\u200cخواهم") == ("می\u200cخواهم", 0)


def test_a_file_that_is_missing_a_folder_or_far_too_large_is_refused(tmp_path, yaml):
    assert refused(tmp_path / "no.yaml")[0][0] == "file.missing"
    assert refused(tmp_path)[0][0] == "file.unreadable"
    assert refused(yaml("#" * 1_000_001))[0][0] == "file.unsafe"
