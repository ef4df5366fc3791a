// Sorts of facts, as the legend of a document has them.

import type { Span } from "../../types";

export const SORTS = [
  ["work", "duties and the work"],
  ["competency", "competencies"],
  ["qualification", "education and experience"],
  ["class", "the class, its grades and pay"],
  ["other", "other facts"],
  ["label", "headings and stems"],
  ["finding", "findings"],
  ["unplaced", "not placed"],
] as const;

export type Sort = (typeof SORTS)[number][0];

const KINDS: Record<string, Sort> = {
  Duty: "work",
  DutyAssignment: "work",
  Statement: "work",
  Competency: "competency",
  CompetencyRequirement: "competency",
  KnowledgeArea: "competency",
  LevelDescriptor: "competency",
  BehaviouralIndicator: "competency",
  PerformanceStandard: "competency",
  ProficiencyLevel: "competency",
  ProficiencyScale: "competency",
  PerformanceLevel: "competency",
  PerformanceScale: "competency",
  EducationRequirement: "qualification",
  ExperienceRequirement: "qualification",
  LicenceRequirement: "qualification",
  SubstitutionRule: "qualification",
  Qualification: "qualification",
  JobClass: "class",
  ClassGrade: "class",
  Grade: "class",
  GradeStructure: "class",
  SalaryGroup: "class",
  Pay: "class",
  BargainingUnit: "class",
  OccupationalGroup: "class",
  EEOCategory: "class",
  Finding: "finding",
  label: "label",
};

/** The sort of a span; *unplaced* holds the findings that say that words have no place. */
export function sortOf(span: Span, unplaced: ReadonlySet<string>): Sort {
  if (span.fact !== null && unplaced.has(span.fact)) return "unplaced";
  return KINDS[span.kind] ?? "other";
}

/** The sort that colours words which several facts rest on: what they say before what names them. */
const ORDER: readonly Sort[] = [
  "unplaced", "qualification", "work", "competency", "class", "other", "label", "finding",
];

export function leading(sorts: readonly Sort[]): Sort {
  return ORDER.find((each) => sorts.includes(each)) ?? "other";
}

/** The name of a type in words: "CompetencyRequirement" is "competency requirement". */
export function inWords(name: string): string {
  const apart = name.replace(/^EEO/, "EEO ").replace(/([a-z])([A-Z])/g, "$1 $2");
  return apart.toLowerCase().replace(/^eeo/, "EEO");
}
