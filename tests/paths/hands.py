"""Class-grades made by hand, as short as they can be written."""

from careerlattice.moves.profiles import (
    Alignment,
    Competency,
    Duty,
    Level,
    Link,
    Profile,
    Profiles,
    Qualification,
    Requirement,
)


def level(text: str, publisher: str = "ex") -> Level:
    """A letter is a level of one scale, a digit of another, "?" one without a place."""
    iri = f"urn:{publisher}:level:{text}"
    if text == "?":
        return Level(iri, "?")
    if text.isdigit():
        return Level(iri, text, int(text), f"urn:{publisher}:numbers")
    return Level(iri, text, "ABCDE".index(text) + 1, f"urn:{publisher}:letters")


def grade(
    name: str,
    needs: str = "",
    duties: tuple[str | Duty, ...] = (),
    qualifications: tuple[Qualification, ...] = (),
    following: tuple[str, ...] = (),
) -> Profile:
    """A class-grade such as ex/clerk/1 that needs "files, writes B, honest*" (* is core)."""
    publisher, class_name, rung = name.split("/")
    requirements = {}
    for need in filter(None, map(str.strip, needs.split(","))):
        words, _, at = need.partition(" ")
        what = words.rstrip("*")
        iri = f"urn:{publisher}:{what}"
        competency = Competency(iri, what, words.endswith("*"), f"urn:{publisher}")
        requirements[iri] = Requirement(
            f"urn:{name}:{what}", competency, level(at, publisher) if at else None
        )
    ranked = rung.isdigit()
    return Profile(
        id=name,
        title=name.title(),
        class_id=f"{publisher}/{class_name}",
        class_title=class_name.title(),
        publisher=f"urn:{publisher}",
        grade=rung if ranked else None,
        rank=int(rung) if ranked else None,
        structure=f"urn:{publisher}:grades" if ranked else None,
        next_grades=following,
        requirements=requirements,
        duties=tuple(
            each
            if isinstance(each, Duty)
            else Duty(f"urn:{publisher}:duty:{each}", each, (), f"urn:{name}:{each}")
            for each in duties
        ),
        qualifications=qualifications,
    )


def link(
    one: str, other: str, relation: str = "close", mapping: str = "urn:m"
) -> dict[tuple[str, str], tuple[Link, ...]]:
    """An accepted mapping, in both directions: *one* is the *relation* of *other*."""
    back = {"broader": "narrower", "narrower": "broader"}.get(relation, relation)
    return {(one, other): (Link(mapping, relation),), (other, one): (Link(mapping, back),)}


def alignment(at: Level, lowest: Level, highest: Level, mapping: str = "urn:m") -> Alignment:
    return Alignment(f"urn:alignment:{at.iri}", mapping, at, lowest, highest, "by the wording")


def experience(
    months: int | None, modality: str = "required", within: bool = False, words: str = "work"
) -> Qualification:
    iri = f"urn:q:{words}:{months}:{modality}:{within}"
    return Qualification(iri, "experience", modality, words, months, within=within)


def education(rank: int | None, modality: str = "required") -> Qualification:
    name = f"school {rank}"
    return Qualification(f"urn:q:{name}:{modality}", "education", modality, name, None, name, rank)


def licence(words: str, modality: str = "required") -> Qualification:
    return Qualification(f"urn:q:{words}", "licence", modality, words)


def of(*grades: Profile) -> Profiles:
    return Profiles.of(grades)
