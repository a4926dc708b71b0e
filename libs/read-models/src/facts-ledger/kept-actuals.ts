import type { ReadRows } from '#event-sourcing';
import type { ActualSums } from '#figures';
import type { BenefitId, IsoDate } from '#vocabulary';
import {
  AWAITING,
  inOrder,
  lastJudgement,
  REJECTED,
  spansOf,
  VALIDATED,
  WIDTH,
  type Judgement,
  type Statement,
  type Stood,
} from './actual-spans.js';
import { ACTUALS_RECORDED, ACTUALS_SUPERSEDED, type EndedRow } from './actual-rows.js';
import { dayOf, numberOf } from './day-numbers.js';
import { copyOf, Kept } from './kept.js';

const NEVER = Number.MAX_SAFE_INTEGER;

/** What came of a period, in the unit of its benefit, and how much is made of it. */
export type RecentActual = Readonly<{
  from: IsoDate;
  to: IsoDate;
  amount: number;
  state: 'validated' | 'recorded' | 'below-gate';
}>;

/** What came of one benefit by the end of each of some days; a sum never loses an actual by a later day. */
export type RisingSums = Readonly<{
  sums: readonly Readonly<{ validated: number; awaiting: number }>[];
  /** The place of the first day by which any actual is validated, or awaits it; past the last where none. */
  anyValidated: number;
  anyAwaiting: number;
}>;

/** An actual of a benefit that was judged: the entries that recorded and judged it. */
export type JudgedActual = Readonly<{
  owner: string;
  recordedEntry: number;
  decidedEntry: number;
  /** One person did both. */
  together: boolean;
}>;

/**
 * The actuals of all benefits, with what was judged of each: a few hundred thousand small rows, of which
 * a national figure needs every one. Joining and adding them up in the database takes longer than all
 * else that a board asks for together.
 */
export class KeptActuals extends Kept {
  private names = new Map<string, string>();
  private benefits = new Map<string, Statement[]>();
  private judgements = new Map<string, Statement['judgements']>();
  /** Of each benefit all judgements, also of what stands no more. */
  private judgedIn = new Map<string, Judgement[]>();
  /** By the entry that opened them: an event says one such thing. */
  private rows = new Map<number, Stood>();
  /** Of each benefit its spans, made when they are first needed. */
  private spans = new Map<string, Float64Array>();
  private states = new Map<string, object>();

  /**
   * `actualSums` of a benefit on a day, of what was known at an entry; with `since`, of windows that
   * began on that day or later.
   */
  sumsOf(
    benefit: BenefitId,
    { asOf, entry, since }: Readonly<{ asOf: IsoDate; entry: number; since?: Since }>,
  ): ActualSums {
    const [first, last] = [since === undefined ? 0 : numberOf(since), numberOf(asOf)];
    const [amounts, counts] = [
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ];
    let [lastActual, lastValidated] = [0, 0];
    const spans = this.spansFor(benefit);
    for (let at = 0; at < spans.length && (spans[at] ?? 0) <= last; at += WIDTH) {
      if (!isKnown(spans, at, entry) || (spans[at + 1] ?? 0) < first) continue;
      const part = spans[at + 2] ?? 0;
      amounts[part] = (amounts[part] ?? 0) + (spans[at + 5] ?? 0);
      counts[part] = (counts[part] ?? 0) + 1;
      lastActual = spans[at] ?? 0;
      if (part === VALIDATED) lastValidated = lastActual;
    }
    return {
      ...byPart(amounts),
      counts: byPart(counts),
      ...(lastActual > 0 && { lastActual: dayOf(lastActual) }),
      ...(lastValidated > 0 && { lastValidated: dayOf(lastValidated) }),
    };
  }

  /** What came of a benefit by the end of each of these days, the earliest first, as known at an entry. */
  sumsOver(
    benefit: BenefitId,
    { days, entry }: Readonly<{ days: readonly IsoDate[]; entry: number }>,
  ): RisingSums {
    const spans = this.spansFor(benefit);
    let [validated, awaiting, at] = [0, 0, 0];
    let [anyValidated, anyAwaiting] = [days.length, days.length];
    const sums = days.map((day, index) => {
      const last = numberOf(day);
      for (; at < spans.length && (spans[at] ?? 0) <= last; at += WIDTH) {
        if (!isKnown(spans, at, entry)) continue;
        const amount = spans[at + 5] ?? 0;
        if (spans[at + 2] === VALIDATED) {
          validated += amount;
          anyValidated = Math.min(anyValidated, index);
        } else if (spans[at + 2] === AWAITING) {
          awaiting += amount;
          anyAwaiting = Math.min(anyAwaiting, index);
        }
      }
      return { validated, awaiting };
    });
    return { sums, anyValidated, anyAwaiting };
  }

  /** The newest actuals of a benefit on a day that were not rejected, the newest last. */
  recentOf(
    benefit: BenefitId,
    { asOf, entry, most }: Readonly<{ asOf: IsoDate; entry: number; most: number }>,
  ): readonly RecentActual[] {
    const last = numberOf(asOf);
    const spans = this.spansFor(benefit);
    const found: RecentActual[] = [];
    for (let at = spans.length - WIDTH; at >= 0 && found.length < most; at -= WIDTH) {
      const [to = 0, from = 0, part, begins = 0, ends = 0, amount = 0] = spans.subarray(at);
      if (to > last || part === REJECTED || begins > entry || ends <= entry) continue;
      const state =
        part === VALIDATED ? 'validated' : part === AWAITING ? 'recorded' : 'below-gate';
      found.push({ from: dayOf(from), to: dayOf(to), amount, state });
    }
    return found.reverse();
  }

  /** All that was stated of a benefit's actuals; `state` is another object once anything more is said. */
  statementsOf(benefit: string): Readonly<{ state: object; statements: readonly Statement[] }> {
    const [state, statements] = [this.states.get(benefit) ?? {}, this.benefits.get(benefit)];
    if (statements === undefined) return { state, statements: [] };
    this.states.set(benefit, state);
    return { state, statements };
  }

  /**
   * The entries that decide what the actuals of a benefit came to on a day: those that state them and
   * what was last said of each, those that stated them first, and those that took any of it back.
   */
  entriesOf(
    benefit: BenefitId,
    { asOf, entry }: Readonly<{ asOf: IsoDate; entry: number }>,
  ): readonly number[] {
    const day = numberOf(asOf);
    const entries: number[] = [];
    const note = ({ recorded, firstEntry }: Stood) => entries.push(recorded, firstEntry);
    const noteGone = ({ to, superseded }: Stood & Readonly<{ to: number }>) => {
      if (to <= day && superseded <= entry) entries.push(superseded);
    };
    for (const statement of this.benefits.get(benefit) ?? []) {
      noteGone(statement);
      if (statement.to > day || statement.recorded > entry || statement.superseded <= entry)
        continue;
      note(statement);
      const last = lastJudgement(statement.judgements, entry);
      if (last !== undefined) note(last);
    }
    for (const judgement of this.judgedIn.get(benefit) ?? []) noteGone(judgement);
    return entries;
  }

  /** Of these benefits every judgement that stands at an entry, beside the actual it is about. */
  judgedAt(
    benefits: Iterable<string>,
    entry: number,
    areSame: (one: number, other: number) => boolean,
  ): readonly JudgedActual[] {
    const stands = (each: Stood) => each.recorded <= entry && each.superseded > entry;
    const judged: JudgedActual[] = [];
    for (const owner of benefits) {
      for (const statement of (this.benefits.get(owner) ?? []).filter(stands)) {
        for (const judgement of statement.judgements) {
          if (judgement.benefit !== owner || !stands(judgement)) continue;
          const entries = { recordedEntry: statement.recorded, decidedEntry: judgement.recorded };
          const together = areSame(statement.recorded, judgement.recorded);
          judged.push({ owner, ...entries, together });
        }
      }
    }
    return judged;
  }

  private spansFor(benefit: BenefitId): Float64Array {
    const made = this.spans.get(benefit);
    if (made !== undefined) return made;
    const spans = spansOf((this.benefits.get(benefit) ?? []).sort(inOrder));
    this.spans.set(benefit, spans);
    return spans;
  }

  protected async readOn(read: ReadRows, after: number): Promise<void> {
    for (const { recorded, superseded } of await read<EndedRow>(ACTUALS_SUPERSEDED, [after])) {
      const row = this.rows.get(recorded);
      if (row === undefined) continue;
      row.superseded = superseded;
      this.change(row.benefit);
    }
    for (const { lines } of await read<Readonly<{ lines: string }>>(ACTUALS_RECORDED, [after])) {
      for (const line of lines.split('\n')) this.keep(line);
    }
  }

  private change(benefit: string): void {
    this.spans.delete(benefit);
    this.states.delete(benefit);
  }

  private keep(line: string): void {
    const [owner = '', kind, names = '', ...rest] = line.split(' ');
    const [from = '', to = '', amount, mark, entry, until, first, said, named = ''] = rest;
    const benefit = this.own(owner);
    const recorded = Number(entry);
    const superseded = until === '-' ? NEVER : Number(until);
    const firstEntry = Number(first);
    const judgements = this.judgedOf(names);
    const shows = this.own(named);
    this.change(benefit);
    if (kind === 'benefit-validation') {
      const isValid = mark === 'validated';
      const stood = { benefit, recorded, superseded, firstEntry };
      const judgement = { ...stood, to: numberOf(to), isValid, shows };
      judgements.push(judgement);
      const others = this.judgedIn.get(benefit);
      if (others === undefined) this.judgedIn.set(benefit, [judgement]);
      else others.push(judgement);
      this.rows.set(recorded, judgement);
      return;
    }
    const statement: Statement = {
      benefit,
      recorded,
      superseded,
      firstEntry,
      from: numberOf(from),
      to: numberOf(to),
      amount: Number(amount),
      isBelow: mark === 'below',
      said: said === 'own-source' ? 'own-source' : 'own-word',
      shows,
      judgements,
    };
    this.rows.set(recorded, statement);
    const own = this.benefits.get(benefit);
    if (own === undefined) this.benefits.set(benefit, [statement]);
    else own.push(statement);
  }

  /** The same text for all rows of a benefit: what was cut out of a line would keep the line. */
  private own(name: string): string {
    const own = this.names.get(name);
    if (own !== undefined) return own;
    const copy = copyOf(name);
    this.names.set(copy, copy);
    return copy;
  }

  private judgedOf(event: string): Statement['judgements'] {
    const known = this.judgements.get(event);
    if (known !== undefined) return known;
    const none: Statement['judgements'] = [];
    this.judgements.set(copyOf(event), none);
    return none;
  }

  protected forget(): void {
    this.names = new Map();
    this.benefits = new Map();
    this.judgements = new Map();
    this.judgedIn = new Map();
    this.rows = new Map();
    this.spans = new Map();
    this.states = new Map();
  }
}

const isKnown = (spans: Float64Array, at: number, entry: number): boolean =>
  (spans[at + 3] ?? 0) <= entry && (spans[at + 4] ?? 0) > entry;

const byPart = ([validated = 0, awaiting = 0, rejected = 0, belowGate = 0]: readonly number[]) => ({
  validated,
  awaiting,
  rejected,
  belowGate,
});

type Since = IsoDate | undefined;
