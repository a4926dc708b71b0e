import type {
  CohortCause,
  IsoDate,
  OdsCode,
  PackAsked,
  PartId,
  Role,
  StatedDate,
  StatementKind,
} from '#vocabulary';
import type { TargetPredicate } from './predicate.js';

/** What is stated of programmes; the owner of each of these kinds is a programme. */
export type ProgrammeValues = {
  /** Subject ''. */
  programme: Readonly<{ name: string; scopeAreas: readonly string[]; demonstration: boolean }>;
  /** Subject: target. Its terms as last stated; `rebaselined`: not the first ones. */
  target: TargetTerms & Readonly<{ metric: string; unit: string; rebaselined: boolean }>;
  /** Subject: definition. */
  definition: Readonly<{ version: number; title: string; predicate: TargetPredicate }>;
  /** Subject: cohort. `counted`: how many its source counted, whether it listed them or not. */
  cohort: Readonly<{ version: number; cause: CohortCause; counted?: number }>;
  /** Subject: cohort@trust. Since which version of the cohort it is in it, or out of it. */
  'cohort-member': Readonly<{ member: boolean; version: number; cause: CohortCause }>;
  /** Subject: period. The effective day is its last; `lastEntry` is the last its reports include. */
  'reporting-period': Readonly<{ from: IsoDate; to: IsoDate; lastEntry: number }>;
  /** Subject: report. */
  report: Readonly<{
    period: PartId;
    entry: number;
    asOf: IsoDate;
    figures: readonly PublishedFigure[];
    models: readonly VersionUsed[];
    definitions: readonly VersionUsed[];
    cohorts: readonly VersionUsed[];
  }>;
  /** Subject: forecast. Chances are shares, 0 to 1; `distribution[k]`: that k trusts miss. */
  forecast: Readonly<{
    target: PartId;
    terms: TargetTerms;
    algorithm: string;
    asOf: IsoDate;
    entry: number;
    distribution: readonly number[];
    insideView: number;
    trusts: readonly Readonly<{ organisation: OdsCode; missing: number }>[];
  }>;
  /** Subject: forecast@trust. The chance, 0 to 1, that somebody gives it to miss, and why. */
  judgement: Readonly<{ missing: number; why: string; authorRole: Role }>;
  /**
   * Subject: day.entry.formulas@sections. Whether a role holds to its sign-off of the pack, and in which
   * words it gave it or took it back.
   */
  'pack-sign-off': Readonly<{
    pack: PackAsked;
    signed: boolean;
    words: string;
    authorRole: Role;
    /** SHA-256 of the manifest of what was signed, in hexadecimal. */
    manifest?: string;
  }>;
  /** Subject: statement. */
  'programme-statement': Readonly<{
    kind: StatementKind;
    words: string;
    about?: PartId;
    forDate?: StatedDate;
    unit?: string;
    value?: number;
    numerator?: number;
    denominator?: number;
  }>;
};
export type ProgrammeKind = keyof ProgrammeValues;

/** A version of a model, a definition or a cohort, by its name. */
export type VersionUsed = Readonly<{ name: string; version: number }>;

/** What a target asks, of whom and by when; all of it may differ from one statement to the next. */
export type TargetTerms = Readonly<{
  /** In the unit of the target; a percentage from 0 to 100. */
  value: number;
  deadline: StatedDate;
  /** Who counts as having reached it, and of how many. */
  definition: PartId;
  definitionVersion: number;
  cohort: PartId;
  cohortVersion: number;
}>;

/** A figure as a report gave it; what is left out was not known. Money in pence. */
export type PublishedFigure = Readonly<{
  figure: string;
  /** What of: a target, a cohort, an organisation. */
  of?: string;
  unit: string;
  value?: number;
  numerator?: number;
  denominator?: number;
  low?: number;
  high?: number;
  formulaVersion: string;
}>;
