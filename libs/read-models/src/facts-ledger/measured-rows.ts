import type { KnownFact, LedgerValues } from '#facts';
import { dayAt } from './day-numbers.js';
import { firstWhere } from './first-where.js';
import type { KindOfTrusts } from './known-facts.js';

/** A fact is eight numbers of eight bytes, of which the last five hold ten whole ones of four. */
const [NUMBERS, WHOLE, BYTES] = [8, 16, 64];
/** Places among the whole numbers; days are days since 1970, an event takes four. */
const [DAY, FROM, ORDER, BEGINS, ENDS, FIRST, EVENT] = [6, 7, 8, 9, 10, 11, 12] as const;
const IN_ORDER = [DAY, ORDER, FIRST] as const;

/** All that was measured of one series, the newest last: 64 bytes a fact, side by side. */
export class MeasuredRows {
  private used = 0;
  private numbers = new Float64Array(0);
  /** The same bytes. */
  private whole = new Int32Array(this.numbers.buffer);
  /** What was told last: a day later it is the same of most series. */
  private told: KnownFact | undefined;

  constructor(
    readonly kind: KindOfTrusts,
    private readonly subject: string,
  ) {}

  /**
   * Adds facts as `PACKED` packs them, in its order, and answers how many. Set among those before from the back:
   * of facts that come one by one, most are the newest.
   */
  add(packed: Buffer): number {
    const added = packed.length / BYTES;
    this.makeRoom(this.used + added);
    let old = this.used - 1;
    for (let own = added - 1, at = this.used + added - 1; own >= 0; at--) {
      if (old >= 0 && this.isNewer(old, packed, own * BYTES)) {
        this.numbers.copyWithin(at * NUMBERS, old * NUMBERS, (old + 1) * NUMBERS);
        old--;
      } else this.place(at, packed, own-- * BYTES);
    }
    this.used += added;
    return added;
  }

  /** What an entry stated stands until another; by the entries that stated it. */
  end(ends: ReadonlyMap<number, number>): void {
    for (let at = 0; at < this.used; at++) {
      const ended = ends.get(this.wholeAt(at, BEGINS));
      if (ended !== undefined) this.whole[at * WHOLE + ENDS] = ended;
    }
  }

  /** The place of the newest fact up to a day, as known at an entry. */
  newest(day: number, entry: number): number | undefined {
    const later = firstWhere(this.used, (at) => this.wholeAt(at, DAY) > day);
    for (let at = later - 1; at >= 0; at--) {
      const ends = this.wholeAt(at, ENDS);
      if (this.wholeAt(at, BEGINS) <= entry && (ends === 0 || ends > entry)) return at;
    }
    return undefined;
  }

  /** The fact at a place, without its ids. */
  factAt(at: number): KnownFact {
    const entry = this.wholeAt(at, BEGINS);
    if (this.told?.entry === entry) return this.told;
    const latest = dayAt(this.wholeAt(at, DAY));
    this.told = {
      kind: this.kind,
      subject: this.subject,
      effective: { earliest: latest, latest, precision: 'day' },
      order: this.wholeAt(at, ORDER),
      firstEntry: this.wholeAt(at, FIRST),
      entry,
      factId: '',
      eventId: '',
      value: this.valueAt(at),
    } as KnownFact;
    return this.told;
  }

  /** The id of the event that states it. */
  eventAt(at: number): string {
    const first = at * WHOLE + EVENT;
    const digits = Array.from(this.whole.subarray(first, first + 4), hexOf).join('');
    const part = (from: number, to?: number) => digits.slice(from, to);
    return [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20)].join('-');
  }

  private valueAt(at: number): LedgerValues[KindOfTrusts] {
    const from = dayAt(this.wholeAt(at, FROM));
    const [one, two] = [this.numberAt(at, 0), this.numberAt(at, 1)];
    if (this.kind === 'realisation') return { validated: one, expected: two, from };
    if (this.kind !== 'exchange') return { numerator: one, denominator: two, from };
    return { eligible: one, available: two, used: this.numberAt(at, 2), from };
  }

  private numberAt(at: number, place: number): number {
    return this.numbers[at * NUMBERS + place] ?? 0;
  }

  private wholeAt(at: number, place: number): number {
    return this.whole[at * WHOLE + place] ?? 0;
  }

  private place(at: number, packed: Buffer, from: number): void {
    for (let place = 0; place < 3; place++) {
      this.numbers[at * NUMBERS + place] = packed.readDoubleBE(from + place * 8);
    }
    for (let place: number = DAY; place < WHOLE; place++) {
      this.whole[at * WHOLE + place] = packed.readInt32BE(from + place * 4);
    }
  }

  private isNewer(at: number, packed: Buffer, from: number): boolean {
    for (const place of IN_ORDER) {
      const differs = this.wholeAt(at, place) - packed.readInt32BE(from + place * 4);
      if (differs !== 0) return differs > 0;
    }
    return false;
  }

  /** Exactly as much for what is read at first, and by quarters more for what comes one by one. */
  private makeRoom(room: number): void {
    if (room * NUMBERS <= this.numbers.length) return;
    const more = this.used === 0 ? room : Math.ceil(room * 1.25);
    const larger = new Float64Array(more * NUMBERS);
    larger.set(this.numbers.subarray(0, this.used * NUMBERS));
    this.numbers = larger;
    this.whole = new Int32Array(larger.buffer);
  }
}

const hexOf = (bits: number): string => (bits >>> 0).toString(16).padStart(8, '0');

/** A fact f as `MeasuredRows` holds it, the highest byte first; entry 0 has superseded nothing. */
export const PACKED = `
  float8send(coalesce(f.numerator, (f.value ->> 'eligible')::float8, 0))
  || float8send(coalesce(f.denominator, (f.value ->> 'available')::float8, 0))
  || float8send(coalesce((f.value ->> 'used')::float8, 0))
  || int4send(f.latest - date '1970-01-01') || int4send(f.window_from - date '1970-01-01')
  || int4send(f.stated_order) || int4send(f.recorded::int4)
  || int4send(coalesce(f.superseded, 0)::int4) || int4send(f.first_entry::int4)
  || uuid_send(f.event_id)`;
