import { benefitRefusals, type BenefitFact } from '#benefits';
import type { StoredEvent } from '#event-sourcing';
import { factsAt } from '#facts';
import { EvidenceRegister, type EvidenceListed } from '#read-models';
import { parseFactId, periodInWords, type IsoDate } from '#vocabulary';
import { notFound, Problem } from '../../api/http/problem.js';
import { holderInWords } from '../audit/audit-names.js';
import { read } from '../audit/stored-history.js';
import { instantInWords } from '../dates-in-words.js';
import type { Asking, Beside } from '../forms/form.js';
import { readNames } from '../names.js';
import { amountInWords } from './benefit-words.js';
import { knownBenefit, type KnownBenefit } from './known-benefit.js';

type Holder = Parameters<typeof holderInWords>[0];
type Actual = Extract<BenefitFact, { type: 'BenefitActualRecorded' }>['data'];

/** The value that somebody else decides on, and what may show that it is right. */
export type KnownActual = KnownBenefit &
  Readonly<{
    actual: string;
    stated: Actual;
    /** Opaque ids of all who stated it. */
    statedBy: readonly string[];
    recordedAt: string;
    /** By role and organisation: "Trust recorder of Example NHS Trust (RXX)". */
    recordedBy: string | undefined;
    /** Evidence on which a value can be validated. */
    evidence: readonly EvidenceListed[];
  }>;

/** Evidence of a lower grade is nobody else's word. */
const LOWEST_GRADE = 2;

/**
 * The value that the address names. Throws the problem that tells whoever recorded it that there is nothing for
 * them to decide.
 */
export async function knownActual(asking: Asking): Promise<KnownActual> {
  const known = await knownBenefit(asking);
  const factId = parseFactId(asking.params['actual'] ?? '');
  const fact = factsAt(known.history.map(read), Number.MAX_SAFE_INTEGER).find(
    (each) => each.factId === factId && each.type === 'BenefitActualRecorded',
  );
  if (factId === undefined || fact === undefined || fact.retracted !== undefined) throw notFound();
  const said = known.history.filter((event) => states(event, factId));
  const statedBy = said.map(({ metadata }) => (JSON.parse(metadata) as { actor: string }).actor);
  // Whoever corrects a decision made it, and finds the value decided.
  if (asking.params['entry'] === undefined) refuseOwn(asking, statedBy);
  const { code, today, queries, store } = asking;
  const names = await readNames(queries, store, { asOf: today });
  const last = said.at(-1);
  const register = await queries.execute(new EvidenceRegister(code, { asOf: today }));
  return {
    ...known,
    actual: factId,
    stated: fact.data as Actual,
    statedBy,
    recordedAt: last?.recordedAt ?? '',
    recordedBy: last && holderInWords(JSON.parse(last.metadata) as Holder, names),
    evidence: nearest((register?.evidence ?? []).filter(carries), (fact.data as Actual).period.to),
  };
}

const carries = ({ state, grade }: EvidenceListed): boolean =>
  state === 'counts' && grade !== null && grade >= LOWEST_GRADE;

/** Whose document is of a day near the end of the period comes first: it is the likeliest. */
const nearest = (evidence: readonly EvidenceListed[], day: IsoDate): readonly EvidenceListed[] =>
  evidence.toSorted(
    (one, other) => distance(one.documentOn, day) - distance(other.documentOn, day),
  );

const distance = (one: IsoDate, other: IsoDate): number =>
  Math.abs(Date.parse(one) - Date.parse(other));

/** "February 2025: £11,645.10". */
export const valueInWords = ({ stated, answer }: KnownActual): string =>
  `${periodInWords(stated.period)}: ${amountInWords(stated.amount, answer.benefit.unit)}`;

/** The event that first stated it, or a correction of it. */
const states = ({ id, type, data }: StoredEvent, factId: string): boolean =>
  id === factId ||
  (type === 'FactCorrected' && (JSON.parse(data) as { factId: string }).factId === factId);

function refuseOwn({ actor }: Asking, statedBy: readonly string[]): void {
  if (actor.kind !== 'known' || !statedBy.includes(actor.id)) return;
  const sentence = `${benefitRefusals['validator-recorded-it']} Another approver of the trust can.`;
  throw new Problem(403, 'validator-recorded-it', sentence);
}

/** Why nobody decides on a value that was decided on. */
export function whyDecided({
  known: { actual, answer },
}: Readonly<{ known: KnownActual }>): Problem | undefined {
  const state = answer.actuals.find(({ factId }) => factId === actual)?.state;
  if (state !== 'validated' && state !== 'rejected') return undefined;
  const code = `already-${state}` as const;
  return new Problem(422, code, benefitRefusals[code]);
}

/** What is decided on, as it stands. */
export function whatIsDecided({
  actual,
  stated,
  answer,
  recordedAt,
  recordedBy,
}: KnownActual): Beside {
  const { volume, method, source, useOfFreedTime, note, evidence } = stated;
  const { measure } = answer.profile;
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['Benefit', answer.profile.title],
    ['Period', periodInWords(stated.period)],
    ['Value', amountInWords(stated.amount, answer.benefit.unit)],
    ['Amount measured', volume === undefined ? undefined : amountInWords(volume, measure.unit)],
    ['Method', method],
    ['Source', source?.name],
    ['What the freed time was used for', useOfFreedTime],
    ['Evidence', evidence ?? 'None'],
    ['Notes', note],
    ['Recorded', recordedAt === '' ? undefined : instantInWords(recordedAt)],
    ['Recorded by', recordedBy],
  ];
  const entry = answer.actuals.find(({ factId }) => factId === actual)?.entry;
  return {
    caption: 'The value to decide on',
    head: [],
    rows: lines.map(([key, value]) => [key, value ?? 'Not provided']),
    origin:
      entry === undefined
        ? undefined
        : {
            href: `/organisations/${answer.organisation.code}/entries/${String(entry)}`,
            text: 'See the entry of this value',
          },
  };
}
