"""Splits of a taxonomy, so that what is asked was never seen: by text, by occupation, by origin.

Which fold a text is in follows from its hash: the same on every machine and in every release. Fold
0 is for measuring, fold 1 for fitting the re-ranker and the calibration; the rest is the index.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from careerlattice.linking.targets import Example, Sort, Targets
from careerlattice.linking.text import stems
from careerlattice.wording import normalise

__all__ = [
    "FOLDS",
    "MEASURE",
    "TUNE",
    "Asked",
    "Split",
    "fold_of",
    "is_hard",
    "split_names",
    "split_sentences",
]

FOLDS = 10
MEASURE, TUNE = 0, 1


@dataclass(frozen=True, slots=True)
class Asked:
    """A text that is asked, the entries that would be right, and the set it belongs to."""

    text: str
    right: frozenset[int]
    group: str


@dataclass(frozen=True)
class Split:
    """What stays in the index, and what is asked in each of the two folds."""

    index: Targets
    tune: tuple[Asked, ...]
    measure: tuple[Asked, ...]


def fold_of(text: str) -> int:
    """The fold of *text*, whatever its case and punctuation."""
    return int.from_bytes(hashlib.sha256(normalise(text).encode()).digest()[:4], "big") % FOLDS


def split_names(targets: Targets, *, by_origin: bool = False) -> Split:
    """Hold out names by their text, or all names of an origin; labels stay.

    No held-out text stays in the index, whoever else bears it. Borrowed names are held out by their
    origin, since one entry's names are much alike; those of them may stand in the index that the
    taxonomy itself has as well.
    """
    labels = {normalise(entry.label) for entry in targets.entries}

    def fold(each: Example) -> int:
        if each.sort is Sort.BORROWED or by_origin:
            return fold_of(each.origin)
        return fold_of(each.text)

    names = [each for each in targets.examples if each.sort is not Sort.TEXT]
    own = [each for each in names if each.sort is Sort.NAME and each.origin != "title"]
    held: dict[int, set[str]] = {MEASURE: set(), TUNE: set()}
    for each in own:
        text = normalise(each.text)
        if fold(each) in held and text not in labels:
            held[fold(each)].add(text)
    # A task of two occupations is asked once, and measured rather than tuned on.
    held[TUNE] -= held[MEASURE]
    gone = held[MEASURE] | held[TUNE]
    index = targets.without(
        lambda each: (
            each.sort is not Sort.TEXT
            and each.origin != "title"
            and (
                normalise(each.text) in gone or (each.sort is Sort.BORROWED and fold(each) in held)
            )
        )
    )
    gold = targets.gold
    known = _stems_by_entry(index)
    asked = {
        part: [
            Asked(text, gold[text], "hard" if is_hard(text, gold[text], known) else "ordinary")
            for text in sorted(held[part])
            if stems(text)
        ]
        for part in held
    }
    foreign: dict[int, dict[str, set[int]]] = {MEASURE: {}, TUNE: {}}
    for each in names:
        if each.sort is Sort.BORROWED and fold(each) in foreign:
            text = normalise(each.text)
            if text not in gone and stems(text):
                # Only what the crosswalk says: the same words may be another occupation here.
                foreign[fold(each)].setdefault(text, set()).add(each.target)
    for part, texts in foreign.items():
        asked[part] += [Asked(t, frozenset(texts[t]), "another publisher's") for t in sorted(texts)]
    return Split(index, tuple(asked[TUNE]), tuple(asked[MEASURE]))


def is_hard(text: str, right: Iterable[int], known: Sequence[Iterable[frozenset[str]]]) -> bool:
    """Whether *text* is one word, or no name of the right entries shares most of its words."""
    words = set(stems(text))
    if len(words) < 2:
        return True
    return not any(len(words & name) * 2 > len(words) for entry in right for name in known[entry])


def _stems_by_entry(targets: Targets) -> list[set[frozenset[str]]]:
    found: list[set[frozenset[str]]] = [set() for _ in targets.entries]
    for each in targets.examples:
        if each.sort is not Sort.TEXT:
            found[each.target].add(frozenset(stems(each.text)))
    return found


# Sentences


_ALONE = ("{0}.", "You will {0}.", "Experience with {0}.", "The holder is able to {0}.")
_TWO = (
    "You {0} and take part when we {1}.",
    "Proven experience in {0}, {1} and work in a team.",
    "Good knowledge of {0}; {1} is a plus.",
    "Among the duties are: {0}, {1}, and other work as assigned.",
)

_UNLIKE = (
    "We are looking for someone with several years of experience in {0}, {1} and {2}.",
    "You have worked with {0} and {1} before, ideally in an international environment.",
    "Strong understanding of {0}, together with the ability to {1} under pressure.",
    "As part of our growing team you will be responsible for {0} as well as {1}.",
    "Hands-on knowledge of {0} is required; familiarity with {1} or {2} is an advantage.",
    "Excellent {0} skills and a willingness to learn about {1}.",
    "A degree or its equivalent, and 3+ years in a role where you {0}.",
)
"""Frames that no ranker is fitted to: longer, with more in them that is no skill."""


def split_sentences(
    targets: Targets,
    together: Mapping[str, Sequence[int]],
    prose: Mapping[str, str],
    count: int = 2000,
) -> Split:
    """Hold out descriptions, and put sentences together out of them.

    There are no labelled sentences here, so that these stand in for them. A "description" is the
    first sentence of a skill's description, which is then not in the index. An "advert" names one
    or two skills out of a set of skills that occur *together*, each by its label or by the first
    clause of its held-out description, in a frame of our own words; "unlike" names up to three, in
    frames that are only measured on. "Prose" is a sentence that describes an occupation; right is
    any skill that is essential there, which is too many, but nobody wrote it with a skill's words
    in mind.

    *together* are the essential skills of each occupation, *prose* its description.
    """
    described: dict[int, str] = {}
    for each in targets.examples:
        if each.origin == "description":
            described.setdefault(each.target, each.text)
    held: dict[int, list[int]] = {MEASURE: [], TUNE: []}
    for place, entry in enumerate(targets.entries):
        fold = fold_of(entry.code)
        if fold in held and place in described:
            held[fold].append(place)
    gone = {place for places in held.values() for place in places}
    index = targets.without(lambda each: each.target in gone and each.origin == "description")
    asked: dict[int, list[Asked]] = {}
    for fold, places in held.items():
        some = set(places)
        sets = [[place for place in together[key] if place in some] for key in sorted(together)]
        asked[fold] = [
            Asked(_first_sentence(described[place]), frozenset((place,)), "description")
            for place in sorted(places, key=lambda p: fold_key(targets.entries[p].code))
            if 4 <= len(_first_sentence(described[place]).split()) <= 40
        ][:count]
        asked[fold] += list(_adverts(targets, described, sets))[:count]
        asked[fold] += [
            Asked(sentence, frozenset(together[key]), "prose")
            for key in sorted(together, key=fold_key)
            if fold_of(key) == fold and together[key]
            for sentence in prose.get(key, "").replace("\n", " ").split(". ")[:2]
            if 8 <= len(sentence.split()) <= 35
        ][:count]
        if fold == MEASURE:
            asked[fold] += list(_unlike(targets, described, sets))[:count]
    return Split(index, tuple(asked[TUNE]), tuple(asked[MEASURE]))


def fold_key(text: str) -> str:
    """A fixed order that has nothing to do with the alphabet."""
    return hashlib.sha256(text.encode()).hexdigest()


def _first_sentence(text: str) -> str:
    return text.replace("\n", " ").split(". ")[0].strip()


def _adverts(
    targets: Targets, described: dict[int, str], sets: Sequence[Sequence[int]]
) -> Iterator[Asked]:
    for number, each in enumerate(sorted(sets, key=lambda s: fold_key(str(list(s))))):
        some = sorted(each, key=lambda place: fold_key(f"{number} {targets.entries[place].code}"))
        chance = int(fold_key(str(number))[:8], 16)
        pick = some[: 1 + chance % 2]
        if len(pick) < 1 + chance % 2:
            continue
        said = [
            _said(targets.entries[p].label, described[p], int(fold_key(f"{p} {number}")[:6], 16))
            for p in pick
        ]
        frames = _ALONE if len(pick) == 1 else _TWO
        text = frames[chance // 2 % len(frames)].format(*said)
        yield Asked(text, frozenset(pick), "one skill" if len(pick) == 1 else "two skills")


def _unlike(
    targets: Targets, described: dict[int, str], sets: Sequence[Sequence[int]]
) -> Iterator[Asked]:
    for number, each in enumerate(sorted(sets, key=lambda s: fold_key(f"unlike {list(s)}"))):
        frame = _UNLIKE[number % len(_UNLIKE)]
        pick = sorted(each, key=lambda p: fold_key(f"unlike {number} {targets.entries[p].code}"))
        pick = pick[: frame.count("{")]
        if len(pick) == frame.count("{"):
            said = [
                _said(targets.entries[p].label, described[p], int(fold_key(f"{p}{number}")[:6], 16))
                for p in pick
            ]
            yield Asked(frame.format(*said), frozenset(pick), "unlike")


def _said(label: str, description: str, chance: int) -> str:
    """A skill by its label, or where *chance* has it by how its description begins."""
    if chance % 3 == 0:
        return label
    clause = _first_sentence(description).split(", ")[0].split(" in order ")[0]
    return _lower(clause)


def _lower(clause: str) -> str:
    words = clause.split()[:12]
    return " ".join([words[0].lower(), *words[1:]]) if words else clause
