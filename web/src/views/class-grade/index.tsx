// A class-grade: what it is, what is done, what it asks for, and where the documents say so.

import type { ComponentChildren } from "preact";
import { compareLink, competencyLink, classGradeLink, documentLink, egoLink } from "../../links";
import { Loading, useLoaded } from "../../loading";
import { LevelBar } from "../../parts/level";
import { Page } from "../../parts/page";
import { ClassGradePicker } from "../../parts/picker";
import { Tag, type Tone } from "../../parts/tag";
import { Where } from "../../parts/where";
import { bestPlace, definedAt } from "../../places";
import { go, href } from "../../router";
import type { Source } from "../../source";
import { counted } from "../../text";
import type { ViewProps } from "../../views";
import { Codes, Findings } from "./beside";
import "./class-grade.css";
import {
  type Asked,
  type Attribute,
  type ClassGrade,
  type Duty,
  type Passage,
  type Qualification,
  readClassGrade,
  type Step,
} from "./reading";

/** What tells most of the work, in this order; other statements follow the facts. */
const FIRST = [
  "purpose", "summary", "guidelines", "distinguishing features", "supervision received",
  "supervision exercised", "contacts", "working conditions",
];

export default function ClassGradeView({ route, source }: ViewProps) {
  const id = route.path;
  const loaded = useLoaded(id, async (signal) => (id ? readClassGrade(source, id, signal) : null));
  return (
    <Loading of={loaded} what="the class-grade">
      {(read) => (read ? <Shown read={read} source={source} /> : <Unknown id={id} source={source} />)}
    </Loading>
  );
}

function Unknown(props: { id: string; source: Source }) {
  return (
    <Page title={props.id ? "No such class-grade" : "Class-grades"}>
      {props.id && <p>There is no class-grade “{props.id}” in this graph.</p>}
      <ClassGradePicker
        source={props.source}
        label="Find a class-grade"
        chosen=""
        onChoose={(id) => go(classGradeLink(id))}
      />
      <p>
        Or choose one in the <a href={href("lattice")}>lattice</a>.
      </p>
    </Page>
  );
}

function Shown({ read, source }: { read: ClassGrade; source: Source }) {
  const label = (property: string) =>
    read.attributes.find((each) => each.property === property)?.label ?? "";
  const status = label("status");
  return (
    <Page
      title={read.title}
      beside={[label("publisher"), label("jurisdiction")].filter(unique).join(" · ")}
    >
      {status && status !== "in force" && (
        <p>
          <Tag tone="bad">{status}</Tag> This is an earlier form of the class-grade.
        </p>
      )}
      <ul class="card-ways no-print">
        <Neighbours read={read} />
        <li>
          <a href={compareLink(read.id)}>Compare with…</a>
        </li>
        <li>
          <a href={egoLink(read.id)}>Show in the lattice</a>
        </li>
        <li>
          <button type="button" onClick={() => window.print()}>
            Print
          </button>
        </li>
      </ul>
      <Ladder read={read} />
      <Glance read={read} />
      <Statements read={read} title="The work" which={(each) => FIRST.includes(each.about)} />
      <Duties read={read} />
      <Competencies read={read} publisher={label("publisher")} />
      <Qualifications read={read} />
      <Statements
        read={read}
        title="What else the document says"
        which={(each) => !FIRST.includes(each.about)}
      />
      <Codes read={read} source={source} />
      <Findings read={read} source={source} />
    </Page>
  );
}

/** The grades just below and just above, where ranks tell. */
function Neighbours({ read: { ladder, id } }: { read: ClassGrade }) {
  const at = ladder.findIndex((each) => each.id === id);
  const below = ladder.slice(0, Math.max(0, at)).findLast((each) => each.place === "below");
  const above = ladder.slice(at + 1).find((each) => each.place === "next" || each.place === "above");
  return (
    <>
      {below && (
        <li>
          <a href={classGradeLink(below.id)} rel="prev">
            <span aria-hidden="true">↓ </span>Grade below: {below.grade ?? below.title}
          </a>
        </li>
      )}
      {above && (
        <li>
          <a href={classGradeLink(above.id)} rel="next">
            <span aria-hidden="true">↑ </span>Grade above: {above.grade ?? above.title}
          </a>
        </li>
      )}
    </>
  );
}

function Ladder({ read }: { read: ClassGrade }) {
  const { ladder } = read;
  if (ladder.length < 2) return null;
  return (
    <nav class="ladder" aria-label={`Grades of ${read.classTitle}`}>
      <ol>
        {ladder.map((rung) => (
          <li key={rung.id}>
            <a href={classGradeLink(rung.id)} aria-current={rung.id === read.id ? "page" : undefined}>
              {rung.grade ?? rung.title}
              {rung.lead && " (leads others)"}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

const GLANCE: readonly [property: string, name: string, ofClass: boolean][] = [
  ["atGrade", "Grade", false],
  ["bargainingUnit", "Bargaining unit", false],
  ["occupationalGroup", "Occupational group", false],
  ["eeoCategory", "EEO category", false],
  ["appointmentType", "Appointment", false],
  ["notation", "Class code", true],
];

function Glance({ read }: { read: ClassGrade }) {
  const of = (property: string, owner: string) =>
    read.attributes.filter((each) => each.property === property && each.of === owner);
  const lead = of("leadWorker", read.id).some((each) => each.value === "true");
  const documents = of("describedIn", read.id);
  return (
    <dl class="glance">
      <Item name="Class">
        <a href={href("lattice", "", { class: read.classId })} dir="auto">
          {read.classTitle}
        </a>
      </Item>
      {GLANCE.map(([property, name, ofClass]) => {
        const owner = ofClass ? read.classId : read.id;
        const values = of(property, owner);
        return values.length > 0 ? (
          <Item key={property} name={name}>
            {values.map((each) => (
              <Value key={each.value} read={read} of={each} />
            ))}
          </Item>
        ) : null;
      })}
      {lead && (
        <Item name="Leads others">
          <div>
            yes <Where place={bestPlace(read.places.get(read.id), { about: "leadWorker" })} fact={read.id} />
          </div>
        </Item>
      )}
      {read.pay.length > 0 && (
        <Item name="Pay">
          {read.pay.map((each) => (
            <div key={each.id}>
              <span dir="auto">{each.text}</span>{" "}
              <Where place={bestPlace(read.places.get(each.id))} fact={each.id} what="Pay" />
            </div>
          ))}
        </Item>
      )}
      {read.details.map((each) => (
        <Item key={each.id} name={each.label}>
          <div>
            <span dir="auto">{each.text}</span>{" "}
            <Where place={bestPlace(read.places.get(each.id))} fact={each.id} what={each.label} />
          </div>
        </Item>
      ))}
      {documents.length > 0 && (
        <Item name={documents.length === 1 ? "Document" : "Documents"}>
          {documents.map((each) => (
            <div key={each.value}>
              <a href={documentLink(each.value)}>{each.label}</a>
            </div>
          ))}
        </Item>
      )}
      {read.subjects.length > 0 && (
        <Item name="Subject areas" wide>
          {read.subjects.join(" · ")}
        </Item>
      )}
    </dl>
  );
}

function Item(props: { name: string; wide?: boolean; children: ComponentChildren }) {
  return (
    <div class={props.wide ? "wide" : ""}>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function Value({ read, of }: { read: ClassGrade; of: Attribute }) {
  // "Grade 11 (11)" says nothing more.
  const codes = of.notations.filter((each) => !of.label.endsWith(each)).join(", ");
  const place = bestPlace(read.places.get(of.of), { about: of.property });
  return (
    <div>
      <span dir="auto">{of.label}</span>
      {codes && <span class="muted"> ({codes})</span>} <Where place={place} what={of.label} fact={of.of} />
    </div>
  );
}

function Statements(props: {
  read: ClassGrade;
  title: string;
  which: (each: Passage) => boolean;
}) {
  const { read } = props;
  const order = (each: Passage) => (FIRST.includes(each.about) ? FIRST.indexOf(each.about) : 99);
  const chosen = read.statements
    .filter(props.which)
    .sort((one, other) => order(one) - order(other));
  if (!chosen.length) return null;
  return (
    <section class="passages">
      <h2>{props.title}</h2>
      {chosen.map((each, at) => (
        <div key={each.id}>
          {each.about !== chosen[at - 1]?.about && <h3>{capital(each.about)}</h3>}
          <p dir="auto">
            {each.text}{" "}
            <Where place={bestPlace(read.places.get(each.id), { line: each.line })} fact={each.id} />
          </p>
        </div>
      ))}
    </section>
  );
}

function Duties({ read }: { read: ClassGrade }) {
  const every = (list: readonly Duty[]): Duty[] =>
    list.flatMap((each) => [...(each.group ? [] : [each]), ...every(each.parts)]);
  const all = every(read.duties);
  const essential = all.length > 1 && all.every((each) => each.essential);
  return (
    <section>
      <h2>
        Duties <Count of={all.length} /> {essential && <Tag>all essential</Tag>}
      </h2>
      {read.duties.length ? (
        <DutyList duties={read.duties} read={read} marked={!essential} />
      ) : (
        <p class="none">The document states none.</p>
      )}
    </section>
  );
}

function DutyList(props: { duties: readonly Duty[]; read: ClassGrade; marked: boolean }) {
  const { duties, read, marked } = props;
  return (
    <ol class="duties">
      {duties.map((duty) => (
        <li key={duty.id} class={duty.group ? "group" : ""}>
          <span class="duty-words" dir="auto">
            {duty.text}
          </span>{" "}
          {duty.share !== null && (
            <Tag title="Share of working time">{percent(duty.share)} of the time</Tag>
          )}{" "}
          {duty.essential && marked && <Tag>essential</Tag>}{" "}
          <Where place={bestPlace(read.places.get(duty.id), { line: duty.line })} fact={duty.id} />
          {duty.parts.length > 0 && <DutyList duties={duty.parts} read={read} marked={marked} />}
        </li>
      ))}
    </ol>
  );
}

function Competencies({ read, publisher }: { read: ClassGrade; publisher: string }) {
  const { competencies, places } = read;
  const own = competencies.filter((each) => !each.core);
  const core = competencies.filter((each) => each.core);
  return (
    <section>
      <h2>
        Competencies <Count of={competencies.length} />
      </h2>
      {!competencies.length && <p class="none">The document states none.</p>}
      <Scales read={read} />
      <ul class="asked">
        {own.map((each) => (
          <Requirement key={each.id} each={each} read={read} />
        ))}
      </ul>
      {core.length > 0 && (
        <>
          <h3>Asked of everybody{publisher && ` at ${publisher}`}</h3>
          <ul class="asked">
            {core.map((each) => (
              <Requirement key={each.id} each={each} read={read} />
            ))}
          </ul>
        </>
      )}
      {competencies.length > 0 && places.size === 0 && (
        <p class="muted">No document of this graph says where.</p>
      )}
    </section>
  );
}

function Requirement({ each, read }: { each: Asked; read: ClassGrade }) {
  return (
    <li>
      <div class="asked-name">
        <a href={competencyLink(each.competency)} dir="auto">
          {each.name}
        </a>{" "}
        <Where place={bestPlace(read.places.get(each.id), { line: each.line })} fact={each.id} />
        {each.areas.length > 0 && <div class="muted">Knowledge of {each.areas.join("; ")}</div>}
      </div>
      <div class="asked-level">
        {each.level !== null || !each.core ? (
          <LevelBar level={each.level} rank={each.rank} of={each.top} />
        ) : null}
        {each.guidance && <div class="muted">{each.guidance}</div>}
        {each.importance && <div class="muted">Importance: {each.importance}</div>}
      </div>
      {each.meaning.length > 0 && (
        <details>
          <summary>What {each.level} means</summary>
          {each.meaning.map((words) => (
            <p key={words} dir="auto">
              {words}
            </p>
          ))}
        </details>
      )}
    </li>
  );
}

function Scales({ read }: { read: ClassGrade }) {
  const scales = new Map<string, typeof read.steps>();
  for (const step of read.steps) scales.set(step.scale, [...(scales.get(step.scale) ?? []), step]);
  return (
    <>
      {[...scales].map(([scale, steps]) => (
        <ScaleShown key={scale} steps={steps} read={read} />
      ))}
    </>
  );
}

function ScaleShown({ steps, read }: { steps: readonly Step[]; read: ClassGrade }) {
  const line = (
    <>
      <span class="muted">{steps[0]?.scaleName}: </span>
      {steps.map((step) => step.notation).join(" · ")}
      <span class="muted"> ({counted(steps.length, "level")}, the lowest first)</span>
    </>
  );
  if (!steps.some((step) => step.meaning)) return <p class="scale">{line}</p>;
  return (
    <details class="scale">
      <summary>
        {line} <span class="muted">What they mean</span>
      </summary>
      <dl>
        {steps.map((step) => (
          <div key={step.notation}>
            <dt>{step.notation}</dt>
            <dd dir="auto">
              {step.meaning ?? <span class="muted">not said</span>}{" "}
              <Where place={definedAt(read.places, step)} fact={step.id} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

const MODALITIES: Record<string, [words: string, tone: Tone]> = {
  required: ["required", "gain"],
  typical: ["typical", "rise"],
  preferred: ["preferred", "unsure"],
};

function Qualifications({ read }: { read: ClassGrade }) {
  const { qualifications } = read;
  const rules = qualifications.filter((each) => each.kind === "substitution");
  const others = qualifications.filter((each) => each.kind !== "substitution");
  return (
    <section>
      <h2>
        Education and experience <Count of={qualifications.length} />
      </h2>
      {!qualifications.length && <p class="none">The document states none.</p>}
      <QualificationList list={others} read={read} />
      {rules.length > 0 && (
        <>
          <h3>What may stand in their place</h3>
          <QualificationList list={rules} read={read} />
        </>
      )}
    </section>
  );
}

function QualificationList(props: { list: readonly Qualification[]; read: ClassGrade }) {
  return (
    <ul class="qualifications">
      {props.list.map((each) => {
        const [words, tone] = MODALITIES[each.modality ?? ""] ?? [each.modality, "plain" as const];
        const places = props.read.places.get(each.id);
        const place = bestPlace(places, { about: "clause" }) ?? bestPlace(places);
        return (
          <li key={each.id}>
            <Tag>{each.kind}</Tag> {words && <Tag tone={tone}>{words}</Tag>}{" "}
            <span dir="auto">{each.asks}</span> <Where place={place} fact={each.id} />
            {each.read.length > 0 && <div class="muted">Read as: {each.read.join(", ")}</div>}
            {each.classes.length > 0 && (
              <div class="muted">Experience counts in: {each.classes.join("; ")}</div>
            )}
            {each.within && (
              <div class="muted" dir="auto">
                Part of: {each.within}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Count({ of }: { of: number }) {
  return <span class="muted count">{of.toLocaleString("en")}</span>;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))}%`;
}

function unique<T>(each: T, at: number, all: readonly T[]): boolean {
  return Boolean(each) && all.indexOf(each) === at;
}
