import type { MessagesOf } from '#event-sourcing';
import type {
  Corrections,
  FactBasis,
  PublishedFigure,
  TargetPredicate,
  TargetTerms,
  VersionUsed,
} from '#facts';
import type {
  CohortCause,
  FreeText,
  IsoDate,
  OdsCode,
  PackAsked,
  PartId,
  ProgrammeId,
  Role,
  StatedDate,
  StatementKind,
} from '#vocabulary';

type Of = FactBasis & { programme: ProgrammeId };

/** Everything that can happen to a programme, in the order it usually happens. */
export type ProgrammeFact = MessagesOf<{
  ProgrammeRegistered: Of & {
    name: string;
    scopeAreas: readonly string[];
    demonstration?: boolean;
  };
  /** A definition of who counts, or its next version; earlier versions are kept. */
  TargetDefinitionChanged: Of & {
    definition: PartId;
    version: number;
    title: string;
    predicate: TargetPredicate;
  };
  /** Who is counted, and why that changed. `counted`: how many its source counted, listed or not. */
  CohortRevised: Of & {
    cohort: PartId;
    version: number;
    cause: CohortCause;
    added: readonly OdsCode[];
    removed: readonly OdsCode[];
    counted?: number;
  };
  ProgrammeTargetSet: Of & TargetTerms & { target: PartId; metric: string; unit: string };
  /** Other terms for a target; the earlier ones stay on every chart. */
  ProgrammeTargetRebaselined: Of & TargetTerms & { target: PartId; metric: string; unit: string };
  /** What a public source said of the programme, or of a journey to hold it against. */
  ProgrammeStatementMade: Of & {
    statement: PartId;
    kind: StatementKind;
    words: FreeText;
    about?: PartId;
    /** The time its figures speak of, where that is another than when it was said. */
    forDate?: StatedDate;
    unit?: string;
    value?: number;
    numerator?: number;
    denominator?: number;
  };
  /** Effective on its last day. `lastEntry`: the last one that its reports include. */
  ReportingPeriodClosed: Of & { period: PartId; from: IsoDate; to: IsoDate; lastEntry: number };
  ReportPublished: Of & {
    report: PartId;
    period: PartId;
    /** The entry its figures include, which is the last of its period. */
    entry: number;
    asOf: IsoDate;
    figures: readonly PublishedFigure[];
    models: readonly VersionUsed[];
    definitions: readonly VersionUsed[];
    cohorts: readonly VersionUsed[];
  };
  /** How many will miss a target, as a distribution; scored once it is known. */
  ForecastPublished: Of & {
    forecast: PartId;
    target: PartId;
    /** The terms of the target that it is about. */
    terms: TargetTerms;
    algorithm: string;
    asOf: IsoDate;
    /** The last entry it includes. */
    entry: number;
    /** Chance, 0 to 1, that 0, 1, 2 … trusts miss. */
    distribution: readonly number[];
    /** How many miss by their own plans. */
    insideView: number;
    trusts: readonly Readonly<{ organisation: OdsCode; missing: number }>[];
  };
  /** What somebody holds of a trust, beside the model and never merged into it. */
  ForecastJudgementRecorded: Of & {
    forecast: PartId;
    trust: OdsCode;
    /** Chance, 0 to 1, that it misses. */
    missing: number;
    why: FreeText;
    authorRole: Role;
  };
  /** Somebody answers for a pack: its day, its entry, its sections, and what its files are. */
  BoardPackSignedOff: Of & {
    pack: PackAsked;
    /** SHA-256 of the manifest that names the digest of each of its files. */
    manifest: string;
    statement: FreeText;
    authorRole: Role;
  };
  /** The sign-off holds no more; both stay. */
  PackSignOffWithdrawn: Of & { pack: PackAsked; why: FreeText; authorRole: Role };
}>;

export type ProgrammeEvent = ProgrammeFact | Corrections<ProgrammeFact>;
