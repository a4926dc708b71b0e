import {
  factsIn,
  saidBy,
  selfAssessed,
  shownBy,
  summed,
  timelinessOf,
  type Claims,
  type Counted,
  type Delay,
} from '#figures';
import { groupedBy } from '../grouped-by.js';
import { claimKinds, type ClaimKind } from '../facts-ledger/claim-kinds.js';

/** What is measured of the quality of data; `of` says of what. */
const qualityMeasures = [
  'completeness',
  'missing',
  'timeliness',
  'self-assessed',
  'evidence',
  'said-by',
  'corrections',
  'silent',
  'overdue',
] as const;
export type QualityMeasure = (typeof qualityMeasures)[number];

/** A measure as its two counts; its share is not given where it is of nothing. */
export type QualityLine = Counted &
  Readonly<{
    measure: QualityMeasure;
    of: string;
    /** Of timeliness: the days within which half, and nine tenths, were recorded. */
    medianDays: number | null;
    p90Days: number | null;
  }>;

/** Counts that add up over trusts. */
export type QualityPart = Pick<QualityLine, 'measure' | 'of' | 'numerator' | 'denominator'>;

/** Claims with what is known of their evidence. */
export type ClaimJudged = Claims & Readonly<{ kind: ClaimKind; days: number | null }>;

/** What the lines of a trust, or of many, are made from. */
export type QualityFound = Readonly<{
  parts: readonly QualityPart[];
  claims: readonly ClaimJudged[];
}>;

/** Every measure of which there is anything to measure, in a fixed order. */
export function linesOf(found: readonly QualityFound[]): readonly QualityLine[] {
  const parts = [
    ...groupedBy(
      found.flatMap((each) => each.parts),
      nameOf,
    ),
  ].map(([, those]) => ({
    ...firstOf(those),
    ...summed(those),
  }));
  const claims = found.flatMap((each) => each.claims);
  return inOrder([...parts.map(withoutDays), ...timeliness(claims), ...restingOn(claims)]);
}

/** With counts that belong to no trust. */
export const withParts = (
  lines: readonly QualityLine[],
  parts: readonly QualityPart[],
): readonly QualityLine[] => inOrder([...lines, ...parts.map(withoutDays)]);

const inOrder = (lines: readonly QualityLine[]): readonly QualityLine[] =>
  lines
    .filter(({ denominator }) => denominator > 0)
    .toSorted(
      (one, other) => qualityMeasures.indexOf(one.measure) - qualityMeasures.indexOf(other.measure),
    );

const nameOf = ({ measure, of }: QualityPart): string => `${measure} ${of}`;

const firstOf = (parts: readonly QualityPart[]): Pick<QualityPart, 'measure' | 'of'> => {
  const [{ measure, of } = { measure: 'completeness', of: '' } as const] = parts;
  return { measure, of };
};

const withoutDays = (part: QualityPart): QualityLine => ({
  ...part,
  medianDays: null,
  p90Days: null,
});

/** What the trust itself recorded; others tell of it whenever their source is read. */
function timeliness(claims: readonly ClaimJudged[]): readonly QualityLine[] {
  const own = claims.filter(({ said }) => said !== 'public-source');
  const line = (of: string, those: readonly ClaimJudged[]): QualityLine => {
    const { numerator, denominator, medianDays, p90Days } = timelinessOf(delaysOf(those));
    return {
      ...{ measure: 'timeliness', of, numerator, denominator },
      ...{ medianDays: medianDays ?? null, p90Days: p90Days ?? null },
    };
  };
  const byKind = groupedBy(own, ({ kind }) => kind);
  return [line('all', own), ...claimKinds.map((kind) => line(kind, byKind.get(kind) ?? []))];
}

/** Each delay once: of all trusts together a few hundred. */
const delaysOf = (claims: readonly ClaimJudged[]): readonly Delay[] =>
  Array.from(
    factsBy(claims, ({ days }) => days),
    ([days, facts]) => ({ days, facts }),
  ).filter((delay): delay is Delay => delay.days !== null);

function restingOn(claims: readonly ClaimJudged[]): readonly QualityLine[] {
  const denominator = factsIn(claims);
  const shown = factsBy(claims, (each) => each.shown);
  const said = factsBy(claims, (each) => each.said);
  const share = (measure: QualityMeasure, of: string, numerator = 0): QualityLine =>
    withoutDays({ measure, of, numerator, denominator });
  return [
    withoutDays({ measure: 'self-assessed', of: 'claims', ...selfAssessed(claims) }),
    ...shownBy.map((by) => share('evidence', by, shown.get(by))),
    ...saidBy.map((by) => share('said-by', by, said.get(by))),
  ];
}

/** How many facts there are of each, by what their claims have in common. */
function factsBy<Key>(
  claims: readonly ClaimJudged[],
  keyOf: (claim: ClaimJudged) => Key,
): ReadonlyMap<Key, number> {
  const facts = new Map<Key, number>();
  for (const claim of claims) {
    const key = keyOf(claim);
    facts.set(key, claim.facts + (facts.get(key) ?? 0));
  }
  return facts;
}
