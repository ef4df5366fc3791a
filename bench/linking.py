"""How many links are right at first sight, how sure the linker may be, and how fast it is.

The taxonomies are split as in `careerlattice.linking.splits`: no text that is asked is in the
index, and fold 0, measured here, had no part in fitting the rankers. Beside the two modes stand
normalised exact match, fuzzy match (RapidFuzz, token set) and BM25 alone, on the same texts and the
same index. It needs the publishers' releases, beside the checkout or at $CAREERLATTICE_SHARED.

    python bench/linking.py             # writes bench/results/linking.json and linking.md
    python bench/linking.py title       # only this (or activity, sentence); keeps the others
    python bench/linking.py 200         # only so many texts of each set, and writes nothing
"""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import scipy
from rapidfuzz import fuzz, process

from careerlattice.linking import Kind, Mode, Releases, find_releases, read_targets
from careerlattice.linking.index import FAST, Index
from careerlattice.linking.lexical import Bm25
from careerlattice.linking.linker import Linker
from careerlattice.linking.ranking import Ranker
from careerlattice.linking.sentences import FAST_SENTENCE, SentenceIndex
from careerlattice.linking.splits import Asked, Split, fold_key
from careerlattice.linking.targets import Sort, Targets
from careerlattice.linking.text import stems
from careerlattice.linking.training import LINKS, split_of
from careerlattice.linking.vectors import has_encoder
from careerlattice.wording import normalise

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("CAREERLATTICE_SHARED", HERE.parents[1] / "shared"))
MOST = {"title": 1500, "activity": 1000, "sentence": 400}
MOST_FUZZY = 300
WORDS = {
    "title": "Title → O*NET occupation",
    "activity": "Task → detailed work activity",
    "sentence": "Sentence → ESCO skill",
}
GROUPS = {
    "ordinary": "a name of the right entry shares most of the words",
    "hard": "no name of the right entry shares most of the words, or the text is one word",
    "another publisher's": "ESCO's names; the right entries are those of the crosswalk.",
    "description": "the first sentence of a skill's description",
    "one skill": "a frame of our own words around one skill",
    "two skills": "a frame of our own words around two skills",
    "unlike": "up to three skills in longer frames, to which no ranker was fitted",
    "prose": "a sentence describing an ESCO occupation; right is any skill essential there",
}
FOREIGN = "another publisher's"
BANDS = ((0.0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.01))

Order = Sequence[Sequence[int]]


# -- what it is held against ---------------------------------------------------------------------


def names_of(targets: Targets) -> tuple[list[str], list[set[int]]]:
    owners: dict[str, set[int]] = {}
    for each in targets.examples:
        if each.sort is not Sort.TEXT:
            owners.setdefault(normalise(each.text), set()).add(each.target)
    return list(owners), list(owners.values())


def by_exact(targets: Targets, texts: Sequence[str]) -> Order:
    gold = targets.gold
    return [sorted(gold.get(normalise(text), ())) for text in texts]


def by_fuzz(targets: Targets, texts: Sequence[str]) -> Order:
    names, owners = names_of(targets)
    found = []
    for text in texts:
        best = process.extract(normalise(text), names, scorer=fuzz.token_set_ratio, limit=20)
        found.append(list(dict.fromkeys(o for _, _, i in best for o in sorted(owners[i]))))
    return found


def by_bm25(targets: Targets, texts: Sequence[str]) -> Order:
    names, owners = names_of(targets)
    scores = Bm25(names, stems).scores(list(texts))
    found = []
    for row in range(len(texts)):
        some = scores[row]
        best = some.indices[np.lexsort((some.indices, -some.data))][:60]
        found.append(list(dict.fromkeys(o for i in best for o in sorted(owners[i]))))
    return found


def by_bm25_profiles(targets: Targets, texts: Sequence[str]) -> Order:
    parts: list[list[str]] = [[] for _ in targets.entries]
    for each in targets.examples:
        parts[each.target].append(each.text)
    scores = Bm25(["\n".join(each) for each in parts], stems).scores(list(texts)).toarray()
    return [list(row) for row in np.argsort(-scores, axis=1, kind="stable")[:, :20]]


OTHERS: dict[str, Callable[[Targets, Sequence[str]], Order]] = {
    "exact match": by_exact,
    "fuzzy match": by_fuzz,
    "BM25, a document per name": by_bm25,
    "BM25, a document per entry": by_bm25_profiles,
}


# -- measuring -----------------------------------------------------------------------------------


def figures(asked: Sequence[Asked], order: Order) -> dict[str, float]:
    first = five = reciprocal = precision = 0.0
    for each, found in zip(asked, order, strict=True):
        hits = [rank for rank, entry in enumerate(found) if entry in each.right]
        first += bool(hits) and hits[0] == 0
        five += bool(hits) and hits[0] < 5
        reciprocal += 1 / (hits[0] + 1) if hits else 0
        precision += sum(hit < 5 for hit in hits) / min(5, len(each.right))
    count = len(asked) or 1
    return {
        "asked": len(asked),
        "hit_at_1": round(first / count, 4),
        "hit_at_5": round(five / count, 4),
        "mrr": round(reciprocal / count, 4),
        "rp_at_5": round(precision / count, 4),
    }


def by_group(asked: Sequence[Asked], order: Order) -> dict[str, dict[str, float]]:
    found = {"all": figures(asked, order)}
    for group in sorted({each.group for each in asked}):
        some = [i for i, each in enumerate(asked) if each.group == group]
        found[group] = figures([asked[i] for i in some], [order[i] for i in some])
    return found


def reliability(asked: Sequence[Asked], order: Order, sure: Sequence[float]) -> dict[str, Any]:
    right = np.asarray([o[0] in a.right for a, o in zip(asked, order, strict=True)])
    confidence = np.asarray(sure)
    bands = []
    for low, high in BANDS:
        some = (confidence >= low) & (confidence < high)
        if some.any():
            bands.append(
                {
                    "from": low,
                    "count": int(some.sum()),
                    "confidence": round(float(confidence[some].mean()), 3),
                    "right": round(float(right[some].mean()), 3),
                }
            )
    best = np.argsort(-confidence, kind="stable")
    covered = {
        f"{share:.0%}": round(float(right[best[: max(1, int(len(best) * share))]].mean()), 4)
        for share in (0.25, 0.5, 0.75, 1)
    }
    return {"bands": bands, "precision_at_coverage": covered}


def by_linker(
    linker: Linker, asked: Sequence[Asked], backing: Sequence[Sequence[str]] | None = None
) -> dict[str, Any]:
    texts = [each.text for each in asked]
    places = linker.targets.places
    linker.link(texts[:8])
    start = time.process_time()
    linked = linker.link(texts, 20, backing)
    seconds = time.process_time() - start
    order = [[places[each.code] for each in some] for some in linked]
    sure = [some[0].confidence for some in linked]
    groups = by_group(asked, order)
    result: dict[str, Any] = {"figures": groups, "texts_per_second": round(len(texts) / seconds)}
    result["reliability"] = {"all": reliability(asked, order, sure)}
    for group in groups:
        some = [i for i, each in enumerate(asked) if each.group == group]
        if some:
            result["reliability"][group] = reliability(
                [asked[i] for i in some], [order[i] for i in some], [sure[i] for i in some]
            )
    return result


class FastView:
    """An index of the careful mode, asked as one of the fast mode."""

    careful = False

    def __init__(self, targets: Targets, index: Index | SentenceIndex) -> None:
        make = SentenceIndex if isinstance(index, SentenceIndex) else Index
        self.index = make(targets, careful=False, fitted=index.fitted)


def descriptions(releases: Releases) -> dict[str, list[str]]:
    """The sentences that describe ESCO's occupations, by their names."""
    targets = read_targets(Kind.ESCO_OCCUPATION, releases.of(Kind.ESCO_OCCUPATION))
    told = {each.target: each.text.split(". ") for each in targets.examples if each.sort == "text"}
    return {
        normalise(each.text): told[each.target]
        for each in targets.examples
        if each.sort is Sort.NAME and each.target in told
    }


def measure(link: str, split: Split, described: dict[str, list[str]], most: int) -> dict[str, Any]:
    asked = sorted(split.measure, key=lambda each: fold_key(each.text))[:most]
    texts = [each.text for each in asked]
    ways: dict[str, Any] = {}
    for name, way in OTHERS.items():
        some = min(len(asked), MOST_FUZZY) if way is by_fuzz else len(asked)
        start = time.process_time()
        order = way(split.index, texts[:some])
        seconds = time.process_time() - start
        ways[name] = {
            "figures": by_group(asked[:some], order),
            "texts_per_second": round(some / seconds),
        }
    make = SentenceIndex if link == "sentence" else Index
    start = time.process_time()
    index = make(split.index, careful=has_encoder())
    fitting = time.process_time() - start
    fast = FastView(split.index, index).index
    assert fast.scorers == (FAST if isinstance(fast, Index) else FAST_SENTENCE)
    linkers = {Mode.FAST: Linker(fast, Ranker.read(f"{link}-fast"))}
    if index.careful:
        linkers[Mode.CAREFUL] = Linker(index, Ranker.read(f"{link}-careful"))
    for mode, linker in linkers.items():
        ways[f"{mode} mode"] = by_linker(linker, asked)
    foreign = [each for each in asked if each.group == FOREIGN and each.text in described]
    for mode, linker in linkers.items() if foreign else ():
        backing = [described[each.text] for each in foreign]
        ways[f"{mode} mode, with the description"] = by_linker(linker, foreign, backing)
    return {
        "examples_in_the_index": len(split.index.examples),
        "entries": len(split.index.entries),
        "seconds_to_fit": round(fitting, 1),
        "ways": ways,
    }


# -- telling -------------------------------------------------------------------------------------


def machine() -> dict[str, Any]:
    return {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
    }


def table(results: dict[str, Any]) -> str:
    about = results["machine"]
    lines = [
        "# Linking to O*NET and ESCO",
        "",
        (
            f"{about['date']}; {about['system']}, {about['cores']} cores; Python {about['python']},"
            f" NumPy {about['numpy']}, SciPy {about['scipy']}. Written by `bench/linking.py`."
            " Speed is by processor time, of one core, since the machine had other work."
        ),
        "",
        (
            "No text that is asked is in the index, but for ESCO's names that are O*NET's too, and"
            " none had a part in fitting the rankers. There are no labelled sentences here: those"
            " of the last table are made of skill descriptions that are held out, and say less of"
            " real advertisements than the figures look like; and how much a clause counts beside"
            ' its sentence was settled on a hundred of the set "unlike" here.'
        ),
    ]
    for link, result in results["links"].items():
        groups = list(result["ways"]["fast mode"]["figures"])
        last = "RP@5" if link == "sentence" else "MRR"
        key = "rp_at_5" if link == "sentence" else "mrr"
        lines += ["", f"## {WORDS[link]}", ""]
        lines += [f"- {group}: {GROUPS[group]}" for group in groups if group in GROUPS]
        lines += ["", f"hit@1 / hit@5 / {last}", ""]
        counts = result["ways"]["fast mode"]["figures"]
        heads = [f"{group} ({counts[group]['asked']:,.0f})" for group in groups]
        lines += ["| way | " + " | ".join(heads) + " | texts a second of one core |"]
        lines += ["|---|" + "---|" * len(groups) + "---:|"]
        for name, way in result["ways"].items():
            cells = []
            for group in groups:
                # Described are only ESCO's, so that "all" would be these again.
                again = group == "all" and "description" in name
                each = None if again else way["figures"].get(group)
                cells.append(
                    f"{each['hit_at_1']:.2f}/{each['hit_at_5']:.2f}/{each[key]:.2f}" if each else ""
                )
            lines.append(f"| {name} | {' | '.join(cells)} | {way['texts_per_second']:,} |")
        lines += ["", "Of the first suggestions, right at this confidence (and how many):", ""]
        lines += ["| mode | set | " + " | ".join(f"{low:.1f}–" for low, _ in BANDS) + " |"]
        lines += ["|---|---|" + "---|" * len(BANDS)]
        for mode in Mode:
            way = result["ways"].get(f"{mode} mode")
            for group, each in (way or {"reliability": {}})["reliability"].items():
                by_band = {band["from"]: band for band in each["bands"]}
                cells = [
                    f"{by_band[low]['right']:.2f} ({by_band[low]['count']})"
                    if low in by_band
                    else ""
                    for low, _ in BANDS
                ]
                lines.append(f"| {mode} | {group} | {' | '.join(cells)} |")
        lines += ["", "Of the surest first suggestions, right:", ""]
        lines += ["| mode | set | 25% | 50% | 75% | 100% |", "|---|---|---:|---:|---:|---:|"]
        for mode in Mode:
            way = result["ways"].get(f"{mode} mode")
            for group, each in (way or {"reliability": {}})["reliability"].items():
                covered = each["precision_at_coverage"]
                cells = [f"{covered[share]:.2f}" for share in ("25%", "50%", "75%", "100%")]
                lines.append(f"| {mode} | {group} | {' | '.join(cells)} |")
        size = (
            f"{result['entries']:,} entries and {result['examples_in_the_index']:,} texts are in"
            " the index"
        )
        seconds = result.get("seconds_to_fit")
        lines += ["", f"{size}; fitting took {seconds:,.0f} s." if seconds else f"{size}."]
    return "\n".join([*lines, ""])


def main() -> None:
    taxonomies = SHARED / "taxonomies"
    if not taxonomies.is_dir():
        print(f"{taxonomies} is not there: nothing is measured", file=sys.stderr)
        return
    releases = find_releases(taxonomies)
    numbers = [int(each) for each in sys.argv[1:] if each.isdigit()]
    wanted = [link for link in LINKS if link in sys.argv[1:]] or LINKS
    file = HERE / "results" / "linking.json"
    links = {}
    for link in wanted:
        described = descriptions(releases) if link == "title" else {}
        most = numbers[0] if numbers else MOST[link]
        links[link] = measure(link, split_of(link, releases), described, most)
        print(f"{WORDS[link]}: done", file=sys.stderr)
    if len(wanted) < len(LINKS) and file.is_file():
        links = {**json.loads(file.read_text("utf-8"))["links"], **links}
    links = {link: links[link] for link in LINKS if link in links}
    results = {"machine": machine(), "links": links}
    print(table(results))
    if not numbers:
        file.parent.mkdir(exist_ok=True)
        text = json.dumps(results, indent=2, ensure_ascii=False) + "\n"
        file.write_text(text, encoding="utf-8")
        file.with_suffix(".md").write_text(table(results), encoding="utf-8")


if __name__ == "__main__":
    main()
