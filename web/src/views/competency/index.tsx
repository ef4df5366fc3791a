// A competency: its levels in words, what shows it, who requires it, and what corresponds to it.

import { numberOf, textOf } from "../../asking";
import { classGradeLink, competencyLink } from "../../links";
import { Loading, useLoaded } from "../../loading";
import { useArrival } from "../../parts/arrival";
import { LevelBar } from "../../parts/level";
import { Page } from "../../parts/page";
import { type SortableColumn, SortableTable } from "../../parts/sortable";
import { Tag } from "../../parts/tag";
import { Where } from "../../parts/where";
import { bestPlace, definedAt } from "../../places";
import { change, href, type Route } from "../../router";
import type { Source } from "../../source";
import { counted } from "../../text";
import type { ViewProps } from "../../views";
import { taxonomyName } from "../class-grade/beside";
import "./competency.css";
import { type Asking, type Competency, type Link, type Part, readCompetency } from "./reading";

export default function CompetencyView({ route, source }: ViewProps) {
  const iri = route.params["id"] ?? "";
  const loaded = useLoaded(iri, async (signal) => (iri ? readCompetency(source, iri, signal) : null));
  useArrival(iri, loaded.state !== "loading");
  if (!iri) return <All route={route} source={source} />;
  return (
    <Loading of={loaded} what="the competency">
      {(read) =>
        read ? (
          <Shown read={read} route={route} />
        ) : (
          <Page title="No such competency">
            <p>
              There is no competency <code>{iri}</code> in this graph.{" "}
              <a href={href("competency")}>All competencies</a>
            </p>
          </Page>
        )
      }
    </Loading>
  );
}

function Shown({ read, route }: { read: Competency; route: Route }) {
  const { places, iri } = read;
  const of = (kind: Part["kind"]) => read.parts.filter((part) => part.kind === kind);
  return (
    <Page title={read.name} beside={read.publisher}>
      <p class="competency-tags">
        {read.kinds.map((kind) => (
          <Tag key={kind}>{kind}</Tag>
        ))}{" "}
        {read.core && <Tag tone="good">asked of everybody</Tag>}{" "}
        {read.notations.length > 0 && <span class="muted">number {read.notations.join(", ")}</span>}{" "}
        <Where place={bestPlace(places.get(iri), { about: "prefLabel" }) ?? bestPlace(places.get(iri))} fact={iri} />
      </p>
      {read.otherNames.length > 0 && <p class="muted">Also written: {read.otherNames.join("; ")}</p>}
      {read.definition && (
        <p class="definition" dir="auto">
          {read.definition}{" "}
          <Where
            place={bestPlace(places.get(iri), { about: "definition" }) ?? bestPlace(places.get(iri))}
            fact={iri}
            what="Definition"
          />
        </p>
      )}
      {read.text && <p dir="auto">{read.text}</p>}
      <Levels read={read} parts={of("level")} />
      <Listed read={read} title="What shows it" parts={of("indicator")} />
      <Listed read={read} title="How well it is done" parts={of("performance")} />
      <Askers read={read} route={route} />
      <Links links={read.links} />
    </Page>
  );
}

/** The steps of the scale, with what each means here and in general, and who asks for it. */
function Levels({ read, parts }: { read: Competency; parts: readonly Part[] }) {
  if (!read.steps.length && !parts.length) return null;
  const top = Math.max(0, ...read.steps.map((step) => step.rank ?? 0));
  const scales = new Set(read.steps.map((step) => step.scale));
  const known = new Set(read.steps.map((step) => step.notation));
  const steps = [
    ...read.steps,
    ...[...new Set(parts.flatMap(({ level }) => (level && !known.has(level) ? [level] : [])))].map(
      (notation) => ({ id: notation, scale: "", scaleName: "", notation, rank: null, meaning: null }),
    ),
  ];
  const loose = parts.filter((part) => part.level === null);
  return (
    <section>
      <h2>
        Levels {scales.size === 1 && <span class="muted count">{read.steps[0]?.scaleName}</span>}
      </h2>
      <dl class="steps">
        {steps.map((step) => {
          const own = parts.filter((part) => part.level === step.notation);
          const asking = read.asking.filter((each) => each.level === step.notation).length;
          return (
            <div key={`${step.scale} ${step.notation}`}>
              <dt>
                <LevelBar level={step.notation} rank={step.rank} of={top} />
                <span class="muted asked-by">
                  {asking ? `asked for by ${counted(asking, "class-grade")}` : "asked for by none"}
                </span>
              </dt>
              <dd>
                {own.map((part) => (
                  <p key={part.id} dir="auto">
                    {part.text} <Where place={bestPlace(read.places.get(part.id))} fact={part.id} />
                  </p>
                ))}
                {!own.length && step.meaning && (
                  <p dir="auto">
                    {step.meaning} <Where place={definedAt(read.places, step)} fact={step.id} />
                  </p>
                )}
                {!own.length && !step.meaning && <p class="muted">not described</p>}
              </dd>
            </div>
          );
        })}
      </dl>
      {loose.map((part) => (
        <p key={part.id} dir="auto">
          {part.text} <Where place={bestPlace(read.places.get(part.id))} fact={part.id} />
        </p>
      ))}
    </section>
  );
}

/** Indicators or standards, under the levels they belong to. */
function Listed(props: { read: Competency; title: string; parts: readonly Part[] }) {
  const { read, parts } = props;
  if (!parts.length) return null;
  const levels = [...new Set(parts.map((part) => part.level))];
  return (
    <section>
      <h2>
        {props.title} <span class="muted count">{parts.length}</span>
      </h2>
      {levels.map((level) => (
        <div key={level ?? ""}>
          {level !== null && <h3>{level.charAt(0).toUpperCase() + level.slice(1)}</h3>}
          <ul>
            {parts
              .filter((part) => part.level === level)
              .map((part) => (
                <li key={part.id}>
                  <span dir="auto">{part.text}</span>{" "}
                  <Where place={bestPlace(read.places.get(part.id))} fact={part.id} />
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

/** A column that shows a text as it is. */
function plain(key: "guidance" | "importance" | "publisher", name: string): SortableColumn<Asking> {
  return { key, name, by: (each) => each[key], cell: (each) => each[key] };
}

function Askers({ read, route }: { read: Competency; route: Route }) {
  const { asking, places } = read;
  const publishers = new Set(asking.map((each) => each.publisher)).size;
  const some = (value: (each: Asking) => string | null) => asking.some((each) => value(each));
  const columns: SortableColumn<Asking>[] = [
    {
      key: "title",
      name: "Class-grade",
      heads: true,
      by: (each: Asking) => each.title,
      cell: (each: Asking) => (
        <a href={classGradeLink(each.id)} dir="auto">
          {each.title}
        </a>
      ),
    },
    {
      key: "level",
      name: "Level",
      by: (each: Asking) => each.rank ?? each.level,
      cell: (each: Asking) => <LevelBar level={each.level} rank={each.rank} of={each.top} />,
    },
    ...(some((each) => each.guidance) ? [plain("guidance", "Guidance")] : []),
    ...(some((each) => each.importance) ? [plain("importance", "Importance")] : []),
    ...(publishers > 1 ? [plain("publisher", "Publisher")] : []),
    {
      key: "line",
      name: "Source",
      by: (each: Asking) => bestPlace(places.get(each.requirement))?.line ?? null,
      cell: (each: Asking) => (
        <Where place={bestPlace(places.get(each.requirement))} fact={each.requirement} />
      ),
    },
  ];
  return (
    <section>
      <h2>
        Class-grades that require this <span class="muted count">{asking.length}</span>
      </h2>
      <SortableTable
        caption="Class-grades that require this"
        columns={columns}
        rows={asking}
        keyOf={(each) => each.requirement}
        order={route.params["sort"] ?? "title"}
        onOrder={(sort) => change(route, { sort })}
        none="No class-grade in force requires it."
      />
    </section>
  );
}

function Links({ links }: { links: readonly Link[] }) {
  const own = links.filter((each) => each.own);
  const others = links.filter((each) => !each.own);
  return (
    <>
      <section>
        <h2>At other publishers</h2>
        {own.length ? <LinkList links={own} /> : <p class="none">No competency of another publisher is accepted as corresponding.</p>}
      </section>
      <section>
        <h2>In taxonomies</h2>
        {others.length ? <LinkList links={others} /> : <p class="none">No link to a taxonomy is accepted.</p>}
      </section>
    </>
  );
}

function LinkList({ links }: { links: readonly Link[] }) {
  return (
    <ul class="mapped">
      {links.map((each) => (
        <li key={each.mapping}>
          <Tag>{each.relation}</Tag>{" "}
          {each.own ? (
            <a href={competencyLink(each.other)} dir="auto">
              {each.label ?? each.other}
            </a>
          ) : (
            <>
              {each.label && <span dir="auto">{each.label}</span>}{" "}
              <code title={each.other}>{each.other.replace(/^.*[/#]/, "")}</code>
            </>
          )}{" "}
          <span class="muted">
            {each.own ? each.keeper : taxonomyName(each.keeper, each.version)}
          </span>{" "}
          <Tag tone="good">accepted</Tag>
          {(each.confidence || each.author) && (
            <span class="muted">
              {each.confidence && ` confidence ${each.confidence}`}
              {each.author && ` by ${each.author}`}
            </span>
          )}
          {each.comment && (
            <p class="muted" dir="auto">
              {each.comment}
            </p>
          )}
          {each.alignments.map(({ levels, justification }) => (
            <p key={levels}>
              Level {levels}.{" "}
              {justification && (
                <span class="muted" dir="auto">
                  {justification}
                </span>
              )}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}

interface Wide {
  iri: string;
  name: string;
  publisher: string;
  classes: number;
  classGrades: number;
  core: boolean;
}

/** All competencies, the most widely required first. */
function All({ route, source }: { route: Route; source: Source }) {
  const loaded = useLoaded("widely-required", async (signal) => {
    const { rows } = await source.ask("widely-required", {}, signal);
    return rows.map((row): Wide => ({
      iri: String(row["iri"]),
      name: String(row["competency"]),
      publisher: textOf(row, "kept_by") ?? "",
      classes: numberOf(row, "classes") ?? 0,
      classGrades: numberOf(row, "class_grades") ?? 0,
      core: row["core"] === "yes",
    }));
  });
  const words = route.params["words"] ?? "";
  const fits = (each: Wide) =>
    words
      .toLowerCase()
      .split(/\s+/)
      .every((word) => `${each.name} ${each.publisher}`.toLowerCase().includes(word));
  return (
    <Page title="Competencies">
      <form class="filters" onSubmit={(event) => event.preventDefault()}>
        <label>
          With the words
          <input
            type="text"
            name="words"
            value={words}
            onInput={(event) => change(route, { words: event.currentTarget.value }, { replace: true })}
          />
        </label>
      </form>
      <Loading of={loaded} what="the competencies">
        {(all) => {
          const rows = all.filter(fits);
          return (
            <>
              <p class="muted" role="status">
                {counted(rows.length, "competency", "competencies")}
                {rows.length < all.length && ` of ${all.length.toLocaleString("en")}`}
              </p>
              <SortableTable
                caption="Competencies, and how widely each is required"
                rows={rows}
                keyOf={(each) => each.iri}
                order={route.params["sort"] ?? "-class-grades"}
                onOrder={(sort) => change(route, { sort })}
                none="No competency has these words."
                columns={[
                  {
                    key: "name",
                    name: "Competency",
                    heads: true,
                    by: (each) => each.name,
                    cell: (each) => (
                      <>
                        <a href={competencyLink(each.iri)} dir="auto">
                          {each.name}
                        </a>{" "}
                        {each.core && <Tag tone="good">asked of everybody</Tag>}
                      </>
                    ),
                  },
                  { key: "publisher", name: "Publisher", by: (each) => each.publisher, cell: (each) => each.publisher },
                  { key: "classes", name: "Classes", numeric: true, by: (each) => each.classes, cell: (each) => each.classes },
                  { key: "class-grades", name: "Class-grades", numeric: true, by: (each) => each.classGrades, cell: (each) => each.classGrades },
                ]}
              />
            </>
          );
        }}
      </Loading>
    </Page>
  );
}
