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
  type Statement,
  type Stood,
} from './actual-spans.js';
import {
  ActualRows,
  ACTUALS_RECORDED,
  ACTUALS_SUPERSEDED,
  Shown,
  type EndedRow,
} from './actual-rows.js';
import { dayOf, numberOf } from './day-numbers.js';
import { copyOf, Kept } from './kept.js';

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
  outcome: 'validated' | 'rejected';
  /** One person did both. */
  together: boolean;
}>;

/**
 * The actuals of all benefits, with what was judged of each: a few hundred thousand small rows, of which
 * a national figure needs every one. Joining and adding them up in the database takes longer than all
 * else that a board asks for together.
 */
export class KeptActuals extends Kept {
  private shown = new Shown();
  private benefits = new Map<string, ActualRows>();
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

  /** Another object once anything more is said of a benefit's actuals; undefined where nothing is. */
  stateOf(benefit: string): object | undefined {
    if (!this.benefits.has(benefit)) return undefined;
    const state = this.states.get(benefit) ?? {};
    this.states.set(benefit, state);
    return state;
  }

  /** All that was stated of a benefit's actuals, and what was judged of each. */
  statementsOf(benefit: string): readonly Statement[] {
    return this.saidOf(benefit).statements;
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
    const { statements, judged } = this.saidOf(benefit);
    for (const statement of statements) {
      noteGone(statement);
      if (statement.to > day || statement.recorded > entry || statement.superseded <= entry)
        continue;
      note(statement);
      const last = lastJudgement(statement.judgements, entry);
      if (last !== undefined) note(last);
    }
    for (const judgement of judged) noteGone(judgement);
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
      for (const statement of this.statementsOf(owner).filter(stands)) {
        for (const judgement of statement.judgements.filter(stands)) {
          const entries = { recordedEntry: statement.recorded, decidedEntry: judgement.recorded };
          const together = areSame(statement.recorded, judgement.recorded);
          const outcome = judgement.isValid ? 'validated' : 'rejected';
          judged.push({ owner, ...entries, outcome, together });
        }
      }
    }
    return judged;
  }

  private spansFor(benefit: BenefitId): Float64Array {
    const made = this.spans.get(benefit);
    if (made !== undefined) return made;
    const spans = spansOf(this.saidOf(benefit).statements.sort(inOrder));
    this.spans.set(benefit, spans);
    return spans;
  }

  private saidOf(benefit: string): ReturnType<ActualRows['said']> {
    return this.benefits.get(benefit)?.said(this.shown) ?? { statements: [], judged: [] };
  }

  /** All is read before any of it is kept: where a read fails, the next one begins at the same entry. */
  protected async readOn(read: ReadRows, after: number): Promise<void> {
    const ended = await read<EndedRow>(ACTUALS_SUPERSEDED, [after]);
    const told = await read<Readonly<{ lines: string }>>(ACTUALS_RECORDED, [after]);
    for (const { owner, recorded, superseded } of ended) {
      this.benefits.get(owner)?.end(recorded, superseded);
      this.change(owner);
    }
    for (const { lines } of told) for (const line of lines.split('\n')) this.keep(line);
  }

  private change(benefit: string): void {
    this.spans.delete(benefit);
    this.states.delete(benefit);
  }

  private keep(line: string): void {
    const [owner = '', ...words] = line.split(' ');
    let rows = this.benefits.get(owner);
    if (rows === undefined) this.benefits.set(copyOf(owner), (rows = new ActualRows()));
    rows.add(words, this.shown);
    this.change(owner);
  }

  protected forget(): void {
    this.shown = new Shown();
    this.benefits = new Map();
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
