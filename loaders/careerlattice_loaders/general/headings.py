"""Headings: which lines head a section, and of what."""

from __future__ import annotations

from dataclasses import dataclass, field

from careerlattice.outline import BlockKind, Form
from careerlattice_loaders.general.lexicon import Lexicon, Weights, words_of
from careerlattice_loaders.general.places import is_prose
from careerlattice_loaders.general.topics import CORE, WORK, Topic
from careerlattice_loaders.general.units import Role, Unit

_LONGEST_STEM = 28
_LONGEST_PLAIN = 8
_LONGEST_SMALL = 5
_LONGEST_QUESTION = 18
_LONGEST_GROUP = 7
_LONG_PHRASE = 3
_LONGEST_WHOLE = 12
_WHOLE = 0.99
_SURE = 6.0
_ADVERTISING = frozenset({Topic.APPLICATION, Topic.SELECTION, Topic.EMPLOYER, Topic.NOTICE})
# Words of these topics stand in long stems of other lists by the way.
_INCIDENTAL = frozenset(
    {
        Topic.CONDITIONS,
        Topic.CONTACTS,
        Topic.DETAILS,
        Topic.EMPLOYER,
        Topic.NOTICE,
        Topic.PAY,
        Topic.PHYSICAL,
    }
)
_MARKED = (Form.HASH, Form.BOLD, Form.CAPITALS)
_LEVELS = {Form.CAPITALS: 5, Form.BOLD: 6, Form.COLON: 8}


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says of the lines below it.

    *weights* are empty for a heading whose words tell no topic. *level* is 1 for the outermost;
    *is_modifier*: it says only how binding the lines are ("Essential", "Desirable"). *is_stem*:
    it ends in a colon, so that its list goes on with it. *is_role*: it names a role or level.
    """

    weights: Weights
    level: int
    phrases: tuple[str, ...]
    is_modifier: bool = False
    is_stem: bool = False
    essential: bool | None = None
    preferred: bool | None = None
    is_experience: bool = False
    is_role: bool = False

    topic: Topic | None = field(init=False)
    """The topic the heading tells most surely."""

    def __post_init__(self) -> None:
        weights = self.weights
        topic = max(weights, key=weights.__getitem__) if weights else None
        object.__setattr__(self, "topic", topic)


def level_of(unit: Unit) -> int:
    """How far out a heading stands, by its form."""
    if unit.form is Form.HASH:
        return unit.block.depth
    if unit.run_in:
        return 9
    return _LEVELS.get(unit.form, 7)


def read_heading(
    unit: Unit, lexicon: Lexicon, following: Unit | None, previous: Unit | None = None
) -> Heading | None:
    """The heading *unit* is, None if it is none; beside it stand *previous* and *following*."""
    form, words, text = unit.form, unit.words, unit.text
    bracketed = _read_bracketed(unit, lexicon)
    if bracketed is not None:
        return bracketed
    if not words:
        return None
    asked = _read_question(unit, lexicon, following)
    if asked is not None:
        return asked
    if unit.role in (Role.SENTENCE, Role.CELL) or unit.block.kind is BlockKind.ROW:
        return None
    is_colon = text.endswith(":") or _is_open(unit, lexicon, following)
    if form is Form.NONE and not is_colon:
        return _read_share(unit, lexicon, following)
    if len(words) > _LONGEST_STEM or "?" in text[:-1]:
        return None
    is_list = unit.role is Role.ITEM and (
        not unit.block.number or following is None or _is_sibling(unit, following)
    )
    is_marked = form in _MARKED and not is_list
    weights, coverage, found = interpret(words, lexicon)
    if unit.role is Role.ITEM and is_colon and (coverage < 0.6 or words[0] in lexicon.verbs):
        return None
    if is_marked and coverage < 0.5 and (is_prose(text) or _promises(text, lexicon)):
        return None
    if is_marked:
        if coverage >= 0.5 or not weights:
            return _heading(unit, lexicon, weights if coverage >= 0.5 else {}, found, is_colon)
        return _heading(unit, lexicon, {t: 0.5 * w for t, w in weights.items()}, found, is_colon)
    if is_colon and words[-1] in lexicon.promising and not set(weights) & CORE:
        return _heading(unit, lexicon, {Topic.DUTIES: 5.0}, (words[-1],), is_colon)
    if is_colon:
        strength = 1.0 if coverage >= 0.6 else 0.75
        if len(words) > _LONGEST_PLAIN:
            opening = lexicon.openings.at(words, 0)
            says_work = weights.get(Topic.DUTIES, 0.0) >= 5.0
            if opening is not None and Topic.SUMMARY in opening.weights and not says_work:
                return _heading(unit, lexicon, {Topic.SUMMARY: 4.0}, (opening.phrase,), is_colon)
            weights = {t: w for t, w in weights.items() if t not in _INCIDENTAL} or weights
            if max((weights.get(t, 0.0) for t in CORE), default=0.0) >= 5.0:
                weights = {t: w for t, w in weights.items() if t not in _ADVERTISING}
        elif coverage < 0.6:
            strength = 0.4
        return _heading(
            unit, lexicon, {t: strength * w for t, w in weights.items()}, found, is_colon
        )
    if any(hit.weights.get(Topic.DUTIES, 0.0) >= 5.0 for hit in lexicon.mentions.find(words)):
        return None
    if unit.role is Role.ITEM:
        is_numbered = bool(unit.block.number)
        if not is_numbered or coverage < 1.0 or form is Form.NONE or len(words) > 6:
            return None
        if form is Form.PLAIN and following is not None and _is_sibling(unit, following):
            return None
        return _heading(unit, lexicon, weights, found, is_colon)
    if _begins_known(unit, lexicon, weights):
        return _heading(unit, lexicon, weights, found, is_colon)
    if len(words) > 3 and words[0] not in lexicon.question_openers and _predicates(words, lexicon):
        return None
    if len(words) > _LONGEST_SMALL and not _is_titled(text) and not _speaks(words, lexicon):
        return None
    heads_list = following is not None and following.role is Role.ITEM
    if heads_list and form is Form.PLAIN and len(words) <= _LONGEST_GROUP and coverage < 0.75:
        return _heading(unit, lexicon, {}, (), is_colon)
    is_whole = coverage >= _WHOLE and unit.apart and _is_titled(text)
    longest = _LONGEST_WHOLE if is_whole else _LONGEST_PLAIN
    if coverage < 0.75 or not weights or len(words) > longest:
        return None
    if following is None:
        return None
    if " ".join(words) in lexicon.containers:
        return _heading(unit, lexicon, weights, found, is_colon)
    heads_text = following.role is Role.ITEM or len(following.words) > _LONGEST_SMALL
    is_listed = previous is not None and not unit.apart and _is_brief(previous) and _is_brief(unit)
    if is_listed and not heads_text:
        return None
    is_nothing = lexicon.nothing.issuperset(following.words)
    if _is_brief(following) and not following.apart and not unit.apart and not is_nothing:
        topic = max(weights, key=lambda t: weights[t])
        beside, coverage, _ = interpret(following.words, lexicon)
        is_same = bool(beside) and topic is max(beside, key=lambda t: beside[t])
        if topic not in WORK or coverage < 0.75 or is_same:
            return None
    return _heading(unit, lexicon, weights, found, is_colon)


def _promises(text: str, lexicon: Lexicon) -> bool:
    """Whether a label is followed by what the reader will do: "Aim 2: You will open shops"."""
    words = words_of(text.partition(": ")[2])[:2]
    return not (lexicon.second_person.isdisjoint(words[:1]) or lexicon.promising.isdisjoint(words))


def _begins_known(unit: Unit, lexicon: Lexicon, weights: Weights) -> bool:
    """Whether a line apart begins with a longer known heading, whatever role it names then."""
    hit = lexicon.headings.at(unit.words, 0)
    if hit is None or hit.end < _LONG_PHRASE or not unit.apart or unit.text.endswith("."):
        return False
    after = unit.words[hit.end : hit.end + 1]
    is_stem = hit.phrase.endswith(tuple(f" {end}" for end in lexicon.stem_ends))
    return (
        len(unit.words) <= _LONGEST_PLAIN
        and max(weights.values(), default=0.0) >= _SURE
        and not is_stem
        and lexicon.stem_ends.isdisjoint(after)
        and lexicon.verbs.get(unit.words[0]) is None
    )


def _is_open(unit: Unit, lexicon: Lexicon, following: Unit | None) -> bool:
    """Whether a line goes on with the list below it although no colon says so."""
    words = unit.words
    if following is None or unit.role is not Role.LINE or unit.text.endswith((".", ";", "?", "!")):
        return False
    if following.role is Role.ITEM and not lexicon.stem_tails.isdisjoint(words):
        return True
    if words[-1] in lexicon.stem_tails and not following.text[:1].islower():
        return True
    is_stem = words[-1] in lexicon.stem_ends and len(words) <= _LONGEST_PLAIN
    return is_stem and bool(interpret(words, lexicon)[0])


def _read_share(unit: Unit, lexicon: Lexicon, following: Unit | None) -> Heading | None:
    """A group's label that begins with its share of time, over a list."""
    words = unit.words
    heads_list = following is not None and following.role is Role.ITEM
    if unit.role is not Role.LINE or not heads_list or not 2 < len(words) <= _LONGEST_GROUP + 2:
        return None
    if not words[0].isdecimal() or words[1] not in ("%", "percent"):
        return None
    return _heading(unit, lexicon, {}, (), is_colon=False)


def _read_bracketed(unit: Unit, lexicon: Lexicon) -> Heading | None:
    """A heading with a remark in brackets after it, however long."""
    text = unit.text
    at = text.find("(")
    if at < 3 or not text.rstrip(" :.").endswith(")") or unit.role not in (Role.LINE, Role.ITEM):
        return None
    if unit.role is Role.ITEM and not unit.block.number:
        return None
    words = words_of(text[:at])
    if not 0 < len(words) <= _LONGEST_PLAIN:
        return None
    weights, coverage, found = interpret(words, lexicon)
    is_set = (
        unit.form in (*_MARKED, Form.COLON)
        or text[:at].isupper()
        or len(unit.words) > len(words) + 4
    )
    strongest = max(weights.values(), default=0.0)
    if coverage < 0.99 or strongest < 4.0 or not (is_set or strongest >= 5.5):
        return None
    return _heading(unit, lexicon, weights, found, text.endswith(":"))


def _read_question(unit: Unit, lexicon: Lexicon, following: Unit | None) -> Heading | None:
    """A heading put as a question or request to whoever fills in the form."""
    words = unit.words
    if not 2 < len(words) <= _LONGEST_QUESTION or not unit.first or following is None:
        return None
    is_question = unit.text.endswith("?") and words[0] in lexicon.question_openers
    is_request = (
        words[0] in lexicon.asking
        and bool(unit.block.number)
        and following.role is not Role.ITEM
        and not following.block.number
    )
    if not (is_question or is_request or unit.text.endswith("?")):
        return None
    weights, coverage, found = interpret(words, lexicon)
    is_noted = unit.text.endswith("?") and coverage >= 0.6
    if not (is_question or is_request or is_noted):
        return None
    if len(words) > _LONGEST_PLAIN and set(words) & lexicon.second_person:
        return None
    weights = {t: w for t, w in weights.items() if t not in _ADVERTISING}
    if max(weights.values(), default=0.0) < 4.0:
        return None
    return _heading(unit, lexicon, weights, found, is_colon=False)


def _is_sibling(unit: Unit, following: Unit) -> bool:
    """Whether the next unit is an item of the same list."""
    return (
        following.role is Role.ITEM
        and bool(following.block.number)
        and following.block.depth == unit.block.depth
    )


def _predicates(words: list[str], lexicon: Lexicon) -> bool:
    """Whether a line says something of something, as a sentence does and a heading does not."""
    return not lexicon.predicates.isdisjoint(words) and lexicon.second_person.isdisjoint(words)


def _is_titled(text: str) -> bool:
    """Whether most words of a line that are not small begin with a capital."""
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return sum(word[0].isupper() for word in words) >= 0.6 * len(words)


def _speaks(words: list[str], lexicon: Lexicon) -> bool:
    """Whether a heading speaks to its reader, as "What you will do here" does."""
    return words[0] in lexicon.question_openers or not lexicon.second_person.isdisjoint(words)


def _is_brief(unit: Unit) -> bool:
    return unit.role is Role.LINE and len(unit.words) <= 5 and unit.form is Form.PLAIN


def interpret(words: list[str], lexicon: Lexicon) -> tuple[Weights, float, tuple[str, ...]]:
    """Topics a heading's words speak for, the share of words understood, the phrases found."""
    hits = lexicon.headings.find(words)
    weights: dict[Topic, float] = {}
    covered = 0
    taken = bytearray(len(words))
    is_summary = (
        bool(hits) and hits[0].start == 0 and hits[0].weights.get(Topic.SUMMARY, 0.0) >= 6.0
    )
    preferred, required = lexicon.preferred, lexicon.required
    for hit in hits:
        is_modal = (
            len(hits) > 1
            and hit.end == hit.start + 1
            and (hit.phrase in preferred or hit.phrase in required)
        )
        for at in range(hit.start, hit.end):
            taken[at] = 1
        for topic, weight in () if is_modal else hit.weights.items():
            if not (is_summary and topic is Topic.DUTIES):
                longer = weight + 0.1 * (hit.end - hit.start)
                weights[topic] = max(weights.get(topic, 0.0), longer)
    fillers = lexicon.fillers
    covered = sum(
        [is_taken or word in fillers for word, is_taken in zip(words, taken, strict=True)]
    )
    return weights, covered / len(words), tuple(hit.phrase for hit in hits)


def _heading(
    unit: Unit, lexicon: Lexicon, weights: Weights, found: tuple[str, ...], is_colon: bool
) -> Heading:
    words = set(unit.words)
    essential = True if words & lexicon.essential else None
    if words & lexicon.secondary or {"non", "essential"} <= words:
        essential = False
    preferred = None
    if words & lexicon.preferred:
        preferred = True
    elif words & lexicon.required:
        preferred = False
    modal = lexicon.preferred | lexicon.required
    is_experience = bool(words & lexicon.experience_nouns)
    is_modifier = bool(words & modal) and words <= modal | lexicon.fillers
    return Heading(
        weights, level_of(unit), found, is_modifier, is_colon, essential, preferred, is_experience
    )


def interpret_label(text: str, lexicon: Lexicon) -> tuple[Weights, float, tuple[str, ...]]:
    """Like :func:`interpret`, for a label run into its line."""
    words = words_of(text)
    return interpret(words, lexicon) if words else ({}, 0.0, ())
