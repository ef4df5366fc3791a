"""What is asked was never seen."""

from __future__ import annotations

from careerlattice.linking import Kind, Targets
from careerlattice.linking.splits import (
    MEASURE,
    TUNE,
    fold_of,
    is_hard,
    split_names,
    split_sentences,
)
from careerlattice.linking.targets import Example, Sort, Target
from careerlattice.linking.text import stems
from careerlattice.linking.training import known_texts
from careerlattice.wording import normalise

WORDS = "oak elm ash fir yew box bay fig".split()


def _targets() -> Targets:
    entries = tuple(Target(f"c{i}", f"u:c{i}", f"{word} worker") for i, word in enumerate(WORDS))
    examples = [Example(entry.label, i, origin="title") for i, entry in enumerate(entries)]
    for i, word in enumerate(WORDS):
        for j, other in enumerate(WORDS):
            examples.append(Example(f"{word} {other} hand", i, Sort.NAME, f"o{j}"))
            examples.append(Example(f"{other} tender", i, Sort.BORROWED, f"b{j}"))
        examples.append(Example(f"Works with {word}. And more.", i, Sort.TEXT, "description"))
    return Targets(Kind.ONET_OCCUPATION, entries, tuple(examples))


def test_a_fold_is_of_the_words_and_not_of_their_case() -> None:
    assert fold_of("Oak, Worker") == fold_of("oak worker")


def test_no_text_that_is_asked_is_in_the_index() -> None:
    split = split_names(_targets())
    known = {normalise(each.text) for each in split.index.examples if each.sort is not Sort.TEXT}
    own = [each for each in (*split.tune, *split.measure) if each.group != "another publisher's"]
    assert own
    assert not known & {each.text for each in own}
    assert not {each.text for each in split.tune} & {each.text for each in split.measure}


def test_no_name_of_an_origin_that_is_asked_is_in_the_index() -> None:
    split = split_names(_targets())
    origins = {each.origin for each in split.index.examples if each.sort is Sort.BORROWED}
    assert all(fold_of(origin) not in {MEASURE, TUNE} for origin in origins)
    foreign = [each for each in split.measure if each.group == "another publisher's"]
    assert {each.text for each in foreign} == {
        f"{word} tender" for j, word in enumerate(WORDS) if fold_of(f"b{j}") == MEASURE
    }


def test_by_origin_all_that_an_occupation_has_is_held_out() -> None:
    split = split_names(_targets(), by_origin=True)
    kept = {each.origin for each in split.index.examples if each.sort is Sort.NAME} - {"title"}
    assert all(fold_of(origin) not in {MEASURE, TUNE} for origin in kept)


def test_labels_stay_and_all_who_bear_a_text_are_right() -> None:
    targets = _targets()
    split = split_names(targets)
    labels = {each.text for each in split.index.examples if each.origin == "title"}
    assert labels == {entry.label for entry in targets.entries}
    assert all(each.right == targets.gold[each.text] for each in split.measure)


def test_a_text_is_hard_without_most_of_its_words_in_a_name() -> None:
    known = [{frozenset(stems("ward nurse"))}]
    assert is_hard("night nurse", [0], known)
    assert not is_hard("night ward nurse", [0], known)
    assert is_hard("nurse", [0], known)


def test_sentences_are_made_of_descriptions_that_are_held_out() -> None:
    entries = tuple(Target(f"s{i}", f"u:s{i}", f"cut {i} boards") for i in range(60))
    examples = [Example(entry.label, i, origin="title") for i, entry in enumerate(entries)]
    examples += [
        Example(f"Saw the boards number {i} to size, as ordered.", i, Sort.TEXT, "description")
        for i in range(60)
    ]
    targets = Targets(Kind.ESCO_SKILL, entries, tuple(examples))
    together = {f"o{i}": tuple(range(60)) for i in range(40)}
    prose = dict.fromkeys(together, "They stand at the saw all day and cut what others need. So.")
    split = split_sentences(targets, together, prose)
    described = {e.target for e in split.index.examples if e.origin == "description"}
    made = [each for each in (*split.tune, *split.measure) if each.group != "prose"]
    asked = {place for each in made for place in each.right}
    assert asked
    assert not asked & described
    assert "unlike" not in {each.group for each in split.tune}
    assert {each.group for each in split.measure} <= {
        "description", "one skill", "two skills", "prose", "unlike",
    }  # fmt: skip


def test_some_names_are_asked_that_the_index_has() -> None:
    index = split_names(_targets()).index
    known = known_texts(index, 5)
    assert len({each.text for each in known}) == 5
    assert all(each.right == index.gold[each.text] for each in known)
    assert known == known_texts(index, 9)[:5]
