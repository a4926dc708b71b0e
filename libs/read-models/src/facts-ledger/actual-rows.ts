import type { Judgement, Statement } from './actual-spans.js';
import { OWN, SHOWS } from './claim-rows.js';
import { numberOf } from './day-numbers.js';
import { firstWhere } from './first-where.js';
import { copyOf } from './kept.js';

const NEVER = Number.MAX_SAFE_INTEGER;
const FIRST_ROOM = 8;
/** Rows among which one is found sooner by looking at each. */
const MANY = 200;
/** Places of a row: bits, entries, days, amount, what it shows, and what it names in three numbers. */
const [TOLD, BEGINS, ENDS, FIRST, FROM, TO, AMOUNT, SHOWN, NAMES] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8,
] as const;
/** The first row that names the same. */
const ALIKE = 11;
const WIDTH = 12;
/** Bits of what is told: a judgement, and whether it is valid; below the gate, and said by a source of its own. */
const [JUDGED, VALID, BELOW, SOURCED] = [1, 2, 4, 8] as const;

/** What each row shows, by a number: the same of many rows. */
export class Shown {
  private readonly names: string[] = [];
  private readonly numbers = new Map<string, number>();

  numberOf(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    const own = copyOf(name);
    this.numbers.set(own, this.names.length);
    return this.names.push(own) - 1;
  }

  nameOf(number: number): string {
    return this.names[number] ?? '';
  }
}

/**
 * All that was said of the actuals of one benefit, 96 bytes a row: a nation's are hundreds of thousands, and
 * an object each would be gone through at every collection of garbage. Whoever needs objects has them made.
 */
export class ActualRows {
  private used = 0;
  private rows = new Float64Array(FIRST_ROOM * WIDTH);
  /** Of what each row names, the first that names it: only where there are many. */
  private readonly firsts = new Map<string, number>();
  private listed = 0;

  /** Adds a line of `ACTUALS_RECORDED`, cut into its words behind the benefit. */
  add(words: readonly string[], shown: Shown): void {
    const [
      kind,
      names = '',
      from = '',
      to = '',
      amount,
      mark,
      recorded,
      until,
      first,
      said,
      shows = '',
    ] = words;
    const at = this.used * WIDTH;
    if (at === this.rows.length) this.grow();
    const told =
      (kind === 'benefit-validation' ? JUDGED : 0) |
      (mark === 'validated' ? VALID : 0) |
      (mark === 'below' ? BELOW : 0) |
      (said === 'own-source' ? SOURCED : 0);
    const ends = until === '-' ? NEVER : Number(until);
    const entries = [Number(recorded), ends, Number(first)];
    const value = [numberOf(from), numberOf(to), Number(amount), shown.numberOf(shows)];
    this.rows.set([told, ...entries, ...value, ...partsOf(names)], at);
    this.used += 1;
    this.rows[at + ALIKE] = this.firstAlike(this.used - 1);
  }

  /** What an entry said stands until another; rows are in the order of their entries. */
  end(recorded: number, superseded: number): void {
    const first = firstWhere(this.used, (row) => this.at(row, BEGINS) >= recorded);
    for (let row = first; row < this.used && this.at(row, BEGINS) === recorded; row++) {
      this.rows[row * WIDTH + ENDS] = superseded;
    }
  }

  /** Every statement with what was judged of it, and all judgements, also of what stands no more. */
  said(shown: Shown): Readonly<{ statements: Statement[]; judged: Judgement[] }> {
    const statements: Statement[] = [];
    const judged: Judgement[] = [];
    const byName: Judgement[][] = [];
    for (let row = 0; row < this.used; row++) {
      const judgements = (byName[this.at(row, ALIKE)] ??= []);
      const [told, shows] = [this.at(row, TOLD), shown.nameOf(this.at(row, SHOWN))];
      const stood = {
        recorded: this.at(row, BEGINS),
        superseded: this.at(row, ENDS),
        firstEntry: this.at(row, FIRST),
        to: this.at(row, TO),
        shows,
      };
      if ((told & JUDGED) !== 0) {
        const judgement = { ...stood, isValid: (told & VALID) !== 0 };
        judgements.push(judgement);
        judged.push(judgement);
      } else {
        const [from, amount] = [this.at(row, FROM), this.at(row, AMOUNT)];
        const said = (told & SOURCED) === 0 ? 'own-word' : 'own-source';
        const isBelow = (told & BELOW) !== 0;
        statements.push({ ...stood, from, amount, isBelow, said, judgements });
      }
    }
    return { statements, judged };
  }

  private at(row: number, place: number): number {
    return this.rows[row * WIDTH + place] ?? 0;
  }

  /** Itself where no row before it names what it names. */
  private firstAlike(row: number): number {
    if (row < MANY) {
      let first = 0;
      while (!this.areAlike(first, row)) first += 1;
      return first;
    }
    for (; this.listed <= row; this.listed++) {
      const name = this.namesOf(this.listed).join();
      if (!this.firsts.has(name)) this.firsts.set(name, this.listed);
    }
    return this.firsts.get(this.namesOf(row).join()) ?? row;
  }

  private areAlike(one: number, other: number): boolean {
    const theirs = this.namesOf(other);
    return this.namesOf(one).every((part, at) => part === theirs[at]);
  }

  private namesOf(row: number): Float64Array {
    return this.rows.subarray(row * WIDTH + NAMES, row * WIDTH + ALIKE);
  }

  private grow(): void {
    const larger = new Float64Array(Math.ceil(this.used * 1.5) * WIDTH);
    larger.set(this.rows);
    this.rows = larger;
  }
}

/** An id in three numbers, none of which a double would round. */
function partsOf(id: string): readonly number[] {
  const digits = id.replaceAll('-', '');
  return [digits.slice(0, 12), digits.slice(12, 24), digits.slice(24)].map((part) =>
    Number.parseInt(part, 16),
  );
}

/** A row, and the entry that it stood until. */
export type EndedRow = Readonly<{ owner: string; recorded: number; superseded: number }>;

/** Actuals and judgements recorded up to an entry and superseded after it. */
export const ACTUALS_SUPERSEDED = `
  select s.owner, f.recorded, f.superseded
  from read_models.facts f join read_models.series s on s.series = f.series
  where f.superseded is not null and f.superseded > $1 and f.recorded <= $1 and f.names is not null`;

/** Those recorded after it, in the order of their entries: a line each, read much faster than rows; many together. */
export const ACTUALS_RECORDED = `
  select string_agg(concat_ws(' ', s.owner, s.kind, f.names, f.window_from, f.latest,
    coalesce(f.numerator, 0), coalesce(f.value ->> 'state', f.value ->> 'gate', '-'),
    f.recorded, coalesce(f.superseded::text, '-'), f.first_entry, ${OWN}, ${SHOWS}), E'\\n'
    order by f.recorded) as lines
  from read_models.facts f join read_models.series s on s.series = f.series
  where f.names is not null and f.recorded > $1
  group by f.recorded / 1000 order by f.recorded / 1000`;
