import type {
  CapabilityCode,
  EffectiveDay,
  FactId,
  IsoDate,
  OdsCode,
  Stage,
  StatedDate,
  TrustType,
} from '#vocabulary';
import type { BenefitValues } from './benefit-values.js';
import type { ProgrammeValues } from './programme-values.js';

/**
 * The kinds of facts in the ledger and what each states. A series is (owner, kind, subject): what
 * one value at a time is true of. Ends are facts too, so that no open interval is ever stored.
 */
export type LedgerValues = BenefitValues &
  ProgrammeValues & {
    /** Subject ''. The trust, ICB or region itself; closed from the day after its last. */
    status:
      | Readonly<{ open: true; kind: 'trust' | 'icb' | 'region'; demonstration: boolean }>
      | Readonly<{ open: false; lastDay: IsoDate }>;
    /** Subject ''. */
    name: Readonly<{ name: string }>;
    /** Subject ''. */
    classification: Readonly<{ trustType?: TrustType; trustSubtype?: string }>;
    /** Subject ''. The ICB a trust belongs to; null is "unassigned". */
    icb: Readonly<{ icb: OdsCode | null }>;
    /** Subject ''. */
    region: Readonly<{ region: OdsCode | null }>;
    /** Subject: the successor. On the predecessor; the day is the first of the successor. */
    'succeeded-by': Readonly<{
      successor: OdsCode;
      succession: 'merger' | 'acquisition' | 'split';
    }>;
    /** Subject: the predecessor. The same fact, on the successor. */
    'succession-of': Readonly<{
      predecessor: OdsCode;
      succession: 'merger' | 'acquisition' | 'split';
    }>;

    /** Subject ''. */
    'epr-status': Readonly<{ hasEpr: boolean; supplier?: string }>;
    /** Subject: instance, or instance/module for a module put off. What was last said of its go-live. */
    'go-live-plan': Readonly<{
      state: 'planned' | 'revised' | 'deferred' | 'cancelled';
      plannedGoLive?: StatedDate;
      supplier?: string;
    }>;
    /** Subject: instance, or instance/module, or instance/module@site. `live: false` when retired. */
    live: Readonly<{ live: boolean; instance: string; module?: string; supplier?: string }>;
    /** Subject: the milestone. Other dated statements of a deployment's way. */
    milestone: Readonly<{
      milestone: string;
      supplier?: string;
      amountPence?: number;
      plannedFor?: StatedDate;
      detail?: string;
    }>;
    /** Subject: capability, or '*' for all. Earlier use of it ended with the EPR replaced on that day. */
    replaced: Readonly<{ fromInstance: string; toInstance: string; supplier?: string }>;
    /** Subject: capability. The sites that count, with their weights. */
    scope: Readonly<{ sites: readonly Readonly<{ site: string; weight: number }>[] }>;
    /** Subject: capability@site, or capability@* for a withdrawal everywhere. */
    enabled: Readonly<{ live: boolean }>;
    /** Subject: partner. */
    'partner-flow': Readonly<{ live: boolean; direction?: string }>;
    /** Subject ''. */
    'stage-declared': Readonly<{ stage: Stage; cause?: string }>;
    /** Subject: stage. `withdrawn` where the validator took it back. Counts up to and with `expires`. */
    'stage-validated': Readonly<{
      validator: OdsCode;
      expires: IsoDate;
      withdrawn: boolean;
      /** What was looked at; all of the trust where it is left out. */
      scope?: string;
    }>;

    /** Subject: capability. The effective day is the last of the window. */
    adoption: Readonly<{ numerator: number; denominator: number; from: IsoDate }>;
    /** Subject: capability. Amounts in the unit of its measure; money in pence. */
    realisation: Readonly<{ validated: number; expected: number; from: IsoDate }>;
    /** Subject: partner. */
    exchange: Readonly<{ eligible: number; available: number; used: number; from: IsoDate }>;
    /** Subject: driver. */
    driver: Readonly<{ numerator: number; denominator: number; from: IsoDate }>;

    /** Subject: instrument/edition. Scores by what is scored, on the scale of the instrument. */
    assessment: Readonly<{
      instrument: string;
      edition: string;
      scores: Readonly<Record<string, number>>;
      selfAssessed: boolean;
      /** When that was published. */
      publishedOn?: StatedDate;
    }>;
    /** Subject: instrument/edition. Percent of the respondents; the rest is neutral. */
    survey: Readonly<{
      instrument: string;
      edition: string;
      positive: number;
      negative: number;
      respondents: number;
      publishedOn?: StatedDate;
    }>;

    /** Owner: the evidence's id, in these three. Subject ''. What is attached; the day is the document's. */
    evidence: Readonly<{
      organisation: OdsCode;
      title: string;
      sha256?: string;
      mediaType?: string;
      bytes?: number;
      url?: string;
      period?: Readonly<{ from: IsoDate; to: IsoDate }>;
      /** The last day on which it counts. */
      validUntil?: IsoDate;
    }>;
    /** Subject ''. Holds while `names` is the event that states the evidence. */
    'evidence-grade': Readonly<{ grade: 0 | 1 | 2 | 3; names: string }>;
    /** Subject ''. */
    'evidence-withdrawn': Readonly<{ why: string }>;

    /** Owner: the model's id. Subject: version. In force from the effective day. */
    model: MaturityModel;
  };
export type FactKind = keyof LedgerValues;

/** What falls to a period of a trajectory: whole pence for money, else in the unit of the measure. */
export type PeriodAmount = Readonly<{ from: IsoDate; to: IsoDate; amount: number }>;

/** A fact of the ledger as known at some entry. */
export type KnownFact<Kind extends FactKind = FactKind> = {
  [K in Kind]: Readonly<{
    kind: K;
    subject: string;
    effective: EffectiveDay;
    /** Place among statements of the same day, as stated by the source; 0 without one. */
    order: number;
    /** Entry of the fact's first event: a correction never overtakes its neighbours. */
    firstEntry: number;
    /** Entry of the event that states it as it is here. */
    entry: number;
    factId: FactId;
    eventId: string;
    value: LedgerValues[K];
  }>;
}[Kind];

/** A published version of a maturity model. Thresholds are shares, 0 to 1. */
export type MaturityModel = Readonly<{
  model: string;
  version: number;
  title: string;
  /** True until clinicians have signed it off. */
  illustrative: boolean;
  /** The settings a trust of each type has. */
  settingsOf: Readonly<Partial<Record<TrustType, readonly string[]>>>;
  capabilities: readonly Capability[];
}>;

export type Capability = Readonly<{
  code: CapabilityCode;
  name: string;
  stage: Stage;
  mandatory: boolean;
  settings: readonly string[];
  weight: number;
  thresholds: Readonly<{ adoption: number; deployment: number }>;
  /** Months after its window for which a measurement counts. */
  validForMonths: number;
  /** What is divided by what: "doses charted electronically / doses". */
  measure: string;
}>;

/** Newest first: by day, then by the order the source states, then by first entry. */
export const newestFirst = (a: KnownFact, b: KnownFact): number =>
  a.effective.latest < b.effective.latest
    ? 1
    : a.effective.latest > b.effective.latest
      ? -1
      : b.order - a.order || b.firstEntry - a.firstEntry;

/**
 * The value of every series on a day: of the facts known (none superseded), the newest of each series
 * with its latest day on or before `asOf`. The ledger's query answers the same from its index.
 */
export function valuesAt(known: readonly KnownFact[], asOf: IsoDate): KnownFact[] {
  const newest = new Map<string, KnownFact>();
  for (const fact of known) {
    if (fact.effective.latest > asOf) continue;
    const series = `${fact.kind}\n${fact.subject}`;
    const other = newest.get(series);
    if (other === undefined || newestFirst(fact, other) < 0) newest.set(series, fact);
  }
  return [...newest.values()];
}
