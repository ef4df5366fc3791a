"""How a candidate is told: on a command line, in a file."""

from pathlib import Path

import pytest

from careerlattice.errors import InputError, UsageError
from careerlattice.model import EducationLevel
from careerlattice.moves.qualify import Candidate, Experience


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("us-ct/office-assistant=24", Experience(24, held="us-ct/office-assistant")),
        ("us-ct/6435cl/cl-16=2y", Experience(24, held="us-ct/6435cl/cl-16")),
        (" us-ct/office-assistant ", Experience(None, held="us-ct/office-assistant")),
        ("clerical work = 3 years", Experience(36, kinds=("clerical work",))),
        ("clerical work=6m", Experience(6, kinds=("clerical work",))),
        ("filing", Experience(None, kinds=("filing",))),
        ("mail and/or filing=1 month", Experience(1, kinds=("mail and/or filing",))),
        (
            "https://w3id.org/careerlattice/id/class/us-ct/6435cl=1",
            Experience(1, held="us-ct/6435cl"),
        ),
    ],
)
def test_experience_as_people_type_it(text: str, expected: Experience) -> None:
    assert Experience.parse(text) == expected


@pytest.mark.parametrize("text", ["=24", "", "filing=", "filing=long", "filing=-3", "filing=2.5"])
def test_what_is_not_experience_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is not experience"):
        Experience.parse(text)


def test_impossible_amounts_are_refused() -> None:
    for make in (
        lambda: Experience(-1, held="ex/typist"),
        lambda: Experience(3),
        lambda: Candidate(credit_hours=-1),
    ):
        with pytest.raises(UsageError):
            make()


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("high school", EducationLevel.HIGH_SCHOOL),
        ("High School Diploma", EducationLevel.HIGH_SCHOOL),
        ("bachelorDegree", EducationLevel.BACHELOR_DEGREE),
        ("bachelor's degree", EducationLevel.BACHELOR_DEGREE),
        ("Master’s", EducationLevel.MASTER_DEGREE),
        ("associate", EducationLevel.ASSOCIATE_DEGREE),
        ("some post-secondary", EducationLevel.SOME_POST_SECONDARY),
    ],
)
def test_education_as_people_type_it(text: str, level: EducationLevel) -> None:
    assert Candidate.parse([], education=text).education is level


def test_an_unknown_education_names_what_is_near() -> None:
    with pytest.raises(UsageError, match="did you mean doctorate"):
        Candidate.parse([], education="doctorat")


def test_a_file_says_it_all(tmp_path: Path) -> None:
    file = tmp_path / "candidate.toml"
    file.write_text(
        'education = "high school"\nfield_of_study = "business"\ncredit_hours = 30\n'
        "licences = []\n"
        '[[experience]]\nclass = "us-ct/office-assistant"\nin = ["filing"]\nmonths = 24\n'
        '[[experience]]\nin = ["clerical work"]\n'
    )
    assert Candidate.from_toml(file) == Candidate(
        (
            Experience(24, held="us-ct/office-assistant", kinds=("filing",)),
            Experience(None, kinds=("clerical work",)),
        ),
        EducationLevel.HIGH_SCHOOL,
        "business",
        30,
        (),
    )


def test_what_a_file_leaves_out_is_not_said(tmp_path: Path) -> None:
    file = tmp_path / "candidate.toml"
    file.write_text("")
    assert Candidate.from_toml(file) == Candidate()
    assert Candidate().licences is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("educaton = 'x'", "did you mean education"),
        ("education = 'x'", "not a level of education"),
        ("credit_hours = true", "not of type int"),
        ("credit_hours = '30'", "not of type int"),
        ("licences = [1]", "licences is a list of texts"),
        ("experience = [1]", "experience is a list of tables"),
        ("[[experience]]\nmonth = 3", "did you mean months"),
        ("[[experience]]\nmonths = 3", "somewhere or in something"),
        ("[[experience]]\nin = ['x']\nmonths = -3", "no length of time"),
        ("[", "cannot be read"),
    ],
)
def test_a_file_that_says_something_else_is_refused(
    tmp_path: Path, text: str, message: str
) -> None:
    file = tmp_path / "candidate.toml"
    file.write_text(text)
    with pytest.raises(InputError, match=message) as caught:
        Candidate.from_toml(file)
    assert str(file) in str(caught.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        Candidate.from_toml(tmp_path / "nobody.toml")
