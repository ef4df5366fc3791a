"""The mapping step by other tools: tables of records (``tables.py``) to triples.

Run by the Python of an environment that has the tools (``requirements/bench.txt``); of
careerlattice it needs nothing. Both get the same tables, and both write N-Triples. morph-kgc takes
RML; maplib takes templates in stOTTR over data frames, whose identifiers are put together before.

    python bench/mapping.py morph-kgc TABLES OUT.nt
    python bench/mapping.py maplib TABLES OUT.nt
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import sys
from pathlib import Path

from measuring import say, stage

ID = "https://w3id.org/careerlattice/id/"
PREFIXES = {
    "career": "https://w3id.org/careerlattice/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

CLASS = "class/{publisher}/{class}"
GRADE = "class/{publisher}/{class}/{grade}"
DOCUMENT = "document/{publisher}/{document}"
DUTY = "duty/{publisher}/{duty}"
COMPETENCY = "competency/{publisher}/{competency}"
ASSIGNMENT = "assignment/{publisher}/{class}/{grade}/{duty}"
REQUIREMENT = "requirement/{publisher}/{class}/{grade}/{competency}"
LEVEL = "scale/{publisher}/{scale}/{level}"
PUBLISHER = "publisher/{publisher}"
SPAN = "span/{publisher}/{document}/{start}-{end}"

Said = tuple[str, str]
"""A predicate, and its value: ``a:`` an IRI of a term, ``id:`` one of ours made from a template,
or the name of a column with the datatype of its literals (``@en`` is a language)."""

MAPPINGS: tuple[tuple[str, str, tuple[Said, ...], str], ...] = (
    (
        *("class_grades", GRADE),
        (
            ("rdf:type", "a:career:ClassGrade"),
            ("career:ofClass", f"id:{CLASS}"),
            ("career:describedIn", f"id:{DOCUMENT}"),
        ),
        "",
    ),
    (
        *("duties", DUTY),
        (
            ("rdf:type", "a:career:Duty"),
            ("career:text", "text@en"),
            ("skos:prefLabel", "text@en"),
            ("career:publisher", f"id:{PUBLISHER}"),
        ),
        "",
    ),
    (
        *("competencies", COMPETENCY),
        (
            ("rdf:type", "a:career:Competency"),
            ("career:text", "text@en"),
            ("skos:prefLabel", "label@en"),
            ("career:publisher", f"id:{PUBLISHER}"),
        ),
        "",
    ),
    (
        *("assignments", ASSIGNMENT),
        (
            ("rdf:type", "a:career:DutyAssignment"),
            ("career:duty", f"id:{DUTY}"),
            ("career:position", "position^^xsd:integer"),
            ("career:isGroup", "is_group^^xsd:boolean"),
        ),
        "",
    ),
    (*("assignments", GRADE), (("career:hasDutyAssignment", f"id:{ASSIGNMENT}"),), ""),
    (*("duties_of", GRADE), (("career:hasDuty", f"id:{DUTY}"),), ""),
    (
        *("requirements", REQUIREMENT),
        (
            ("rdf:type", "a:career:CompetencyRequirement"),
            ("career:competency", f"id:{COMPETENCY}"),
        ),
        "",
    ),
    (*("requirements", REQUIREMENT), (("career:level", f"id:{LEVEL}"),), "level"),
    (*("requirements", GRADE), (("career:hasRequirement", f"id:{REQUIREMENT}"),), ""),
    (
        *("spans", SPAN),
        (
            ("rdf:type", "a:oa:SpecificResource"),
            ("oa:hasSource", f"id:{DOCUMENT}"),
            ("career:line", "line^^xsd:integer"),
            ("oa:hasSelector", f"id:{SPAN}/position"),
            ("oa:hasSelector", f"id:{SPAN}/quote"),
        ),
        "",
    ),
    (
        *("spans", f"{SPAN}/position"),
        (
            ("rdf:type", "a:oa:TextPositionSelector"),
            ("oa:start", "start^^xsd:integer"),
            ("oa:end", "end^^xsd:integer"),
        ),
        "",
    ),
    (
        *("spans", f"{SPAN}/quote"),
        (("rdf:type", "a:oa:TextQuoteSelector"), ("oa:exact", "exact^^xsd:string")),
        "",
    ),
    (*("duty_quotes", DUTY), (("prov:wasQuotedFrom", f"id:{SPAN}"),), ""),
    (*("assignment_quotes", ASSIGNMENT), (("prov:wasQuotedFrom", f"id:{SPAN}"),), ""),
    (*("requirement_quotes", REQUIREMENT), (("prov:wasQuotedFrom", f"id:{SPAN}"),), ""),
)
"""Table, subject, what is said of it, and the column that must be filled (empty: none)."""


def literal(said: str) -> tuple[str, str]:
    """The column of a literal, and its datatype or (with its "@") its language."""
    column, mark, language = said.partition("@")
    if mark:
        return column, f"@{language}"
    column, _, datatype = said.partition("^^")
    return column, datatype


# -- morph-kgc ---------------------------------------------------------------------------------


def rml(tables: Path) -> str:
    """The mappings in RML."""
    known = {**PREFIXES, "rml": "http://w3id.org/rml/"}
    lines = [f"@prefix {name}: <{iri}> ." for name, iri in known.items()]
    for number, (table, subject, said, _) in enumerate(MAPPINGS):
        lines.append(
            f"<#map{number}> a rml:TriplesMap ;\n"
            f' rml:logicalSource [ rml:source "{tables / f"{table}.csv"}" ;'
            f" rml:referenceFormulation rml:CSV ] ;\n"
            f' rml:subjectMap [ rml:template "{ID}{subject}" ] ;'
        )
        lines += [
            f" rml:predicateObjectMap [ rml:predicate {predicate} ; {_object(value)} ] ;"
            for predicate, value in said
        ]
        lines[-1] = lines[-1][:-1] + "."
    return "\n".join([*lines, ""])


def _object(value: str) -> str:
    kind, _, rest = value.partition(":")
    if kind == "a":
        return f"rml:object {rest}"
    if kind == "id":
        return f'rml:objectMap [ rml:template "{ID}{rest}" ]'
    column, datatype = literal(value)
    about = f'rml:language "{datatype[1:]}"' if datatype[0] == "@" else f"rml:datatype {datatype}"
    return f'rml:objectMap [ rml:reference "{column}" ; {about} ]'


def by_morph_kgc(tables: Path, out: Path) -> None:
    """Write the triples of *tables* to *out* by morph-kgc, in this one process."""
    with stage("start"):
        import morph_kgc  # noqa: PLC0415
    with stage("map"):
        mapping = out.with_suffix(".rml.ttl")
        mapping.write_text(rml(tables), encoding="utf-8")
        config = (
            f"[CONFIGURATION]\nlogging_level: ERROR\nna_values:\n[tables]\nmappings: {mapping}\n"
        )
        # What it has to say of its progress is no result.
        with contextlib.redirect_stdout(sys.stderr):
            triples = morph_kgc.materialize_set(config)
        with out.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(f"{triple} .\n" for triple in triples)


# -- maplib ------------------------------------------------------------------------------------


def templates() -> str:
    """The mappings as templates, each called by its number."""
    lines = [f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items()]
    lines.append("@prefix t: <urn:template:> .")
    for number, (_, _, said, _) in enumerate(MAPPINGS):
        kinds = {"subject": "ottr:IRI"}
        triples = []
        for at, (predicate, value) in enumerate(said):
            kind, _, rest = value.partition(":")
            if kind == "a":
                triples.append(f"ottr:Triple(?subject, {predicate}, {rest})")
                continue
            if kind == "id":
                name, datatype = f"iri{at}", "ottr:IRI"
            else:
                name, datatype = literal(value)
            kinds[name] = "rdf:langString" if datatype[0] == "@" else datatype
            triples.append(f"ottr:Triple(?subject, {predicate}, ?{name})")
        parameters = ", ".join(f"{kind} ?{name}" for name, kind in kinds.items())
        lines.append(f"t:map{number} [{parameters}] :: {{ {', '.join(triples)} }} .")
    return "\n".join([*lines, ""])


def by_maplib(tables: Path, out: Path) -> None:
    """Write the triples of *tables* to *out* by maplib."""
    with stage("start"):
        import polars as pl  # noqa: PLC0415
        from maplib import Model  # noqa: PLC0415
    with stage("map"):
        model = Model()
        model.add_template(templates())
        kinds = {"xsd:integer": pl.Int64, "xsd:boolean": pl.Boolean, "xsd:string": pl.String}
        frames = {
            name: pl.read_csv(tables / f"{name}.csv", infer_schema=False)
            for name in {table for table, *_ in MAPPINGS}
        }

        def iris(template: str) -> pl.Expr:
            parts = template.replace("}", "{").split("{")
            terms = [pl.col(p) if at % 2 else pl.lit(p) for at, p in enumerate(parts) if p]
            return pl.concat_str([pl.lit(ID), *terms])

        for number, (table, subject, said, filled) in enumerate(MAPPINGS):
            frame = frames[table]
            if filled:
                frame = frame.filter(pl.col(filled).is_not_null())
            columns = {"subject": iris(subject)}
            for at, (_, value) in enumerate(said):
                kind, _, rest = value.partition(":")
                if kind == "id":
                    columns[f"iri{at}"] = iris(rest)
                elif kind != "a":
                    name, datatype = literal(value)
                    if datatype[0] == "@":
                        # A column of texts in a language is one of pairs.
                        columns[name] = pl.struct(
                            pl.col(name).alias(f"<{PREFIXES['rdf']}langString>"),
                            pl.lit(datatype[1:]).alias("l"),
                        )
                    elif datatype == "xsd:boolean":
                        columns[name] = pl.col(name) == "true"
                    else:
                        columns[name] = pl.col(name).cast(kinds[datatype])
            chosen = frame.select(expression.alias(name) for name, expression in columns.items())
            model.map(f"urn:template:map{number}", chosen.unique(), validate_iris=False)
        model.write(out, format="ntriples")


TOOLS = {"morph-kgc": by_morph_kgc, "maplib": by_maplib}


if __name__ == "__main__":
    say("version", version=importlib.metadata.version(sys.argv[1]))
    TOOLS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
