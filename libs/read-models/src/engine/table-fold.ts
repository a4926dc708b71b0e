import type { Change } from '#event-sourcing';
import {
  keyOf,
  type ColumnShape,
  type LedgerShape,
  type Row,
  type TableShape,
} from './row-shape.js';
import { sum } from './sum.js';

type Values = Record<string, unknown>;

/** What a batch makes of a row whose state before the batch is not known here. */
export type Patch = {
  readonly kind: 'patch';
  readonly key: Row;
  sets: Values;
  adds: Values;
  /** The row that stands afterwards if there was none before. */
  ifMissing: Row | undefined;
};
export type Slot =
  Readonly<{ kind: 'row'; row: Row }> | Readonly<{ kind: 'gone'; key: Row }> | Patch;

/** Changes whose order no longer counts: first `closes`, then each slot. */
export type Round = {
  readonly slots: Map<string, Slot>;
  /** By fact, the entry that closes its rows that stood open before the round. */
  readonly closes: Map<string, number>;
  /** A patch here writes columns that a later close reads, so that close needs a round of its own. */
  patchesLedger: boolean;
};

/** Folds changes of one table, in order, into the few statements that have the same effect. */
export class TableFold {
  readonly rounds: Round[];
  /** A put row names another recorded entry than that of its event. */
  recordedElsewhen = false;
  private round: Round;
  /** By fact, the columns which the rows that take its place inherit, as far as known here. */
  private readonly inheritance = new Map<string, Row>();
  /** Keys of rows in this round that carry a fact, so that a close finds them. */
  private readonly byFact = new Map<string, string[]>();

  constructor(
    readonly shape: TableShape,
    /** `absent`: the table is known to be empty, so every row here is known in full. */
    private readonly before: 'absent' | 'unknown',
  ) {
    this.round = newRound();
    this.rounds = [this.round];
  }

  get size(): number {
    return this.rounds.reduce((size, { slots, closes }) => size + slots.size + closes.size, 0);
  }

  apply(change: Change, entry: number): void {
    if ('put' in change) this.put(change.put as Row, entry);
    else if ('close' in change) this.close(change.close, change.superseded);
    else if ('set' in change) this.set(change.key as Row, change.set as Row);
    else if ('add' in change) this.add(change.key as Row, change.add as Row);
    else this.slots.set(keyOf(this.shape, change.key as Row), goneSlot(change.key as Row));
  }

  private get slots(): Map<string, Slot> {
    return this.round.slots;
  }

  private put(row: Row, entry: number): void {
    const key = keyOf(this.shape, row);
    const { ledger } = this.shape;
    if (ledger?.recorded !== undefined && Number(row[ledger.recorded.property]) !== entry) {
      this.recordedElsewhen = true;
    }
    const inheritance = ledger && this.inheritance.get(row[ledger.fact.property] as string);
    this.keep(key, inheritance === undefined ? row : inheriting(this.shape, row, inheritance));
  }

  private set(key: Row, values: Row): void {
    this.refuseKeyColumns(values);
    const id = keyOf(this.shape, key);
    const slot = this.slotOf(id, key);
    if (slot.kind === 'row') this.keep(id, { ...slot.row, ...defined(values) });
    if (slot.kind !== 'patch') return;
    for (const [property, value] of Object.entries(values)) {
      if (value === undefined) continue;
      slot.sets[property] = value;
      Reflect.deleteProperty(slot.adds, property);
      this.noteLedgerColumn(property);
    }
    if (slot.ifMissing !== undefined) {
      slot.ifMissing = { ...slot.ifMissing, ...defined(values) };
      this.remember(id, slot.ifMissing);
    }
  }

  private add(key: Row, values: Row): void {
    this.refuseKeyColumns(values);
    this.refuseUncountable(values);
    const id = keyOf(this.shape, key);
    const slot = this.slotOf(id, key);
    if (slot.kind !== 'patch') {
      this.keep(id, plus(slot.kind === 'row' ? slot.row : this.started(key), values));
      return;
    }
    for (const [property, value] of Object.entries(defined(values))) {
      if (property in slot.sets) slot.sets[property] = sum(slot.sets[property] ?? 0, value);
      else slot.adds[property] = sum(slot.adds[property] ?? 0, value);
      this.noteLedgerColumn(property);
    }
    slot.ifMissing = plus(slot.ifMissing ?? this.started(key), values);
    this.remember(id, slot.ifMissing);
  }

  private close(fact: string, entry: number): void {
    const { ledger } = this.shape;
    if (ledger === undefined) {
      throw new Error(
        `The table ${this.shape.name} has no columns factId and superseded to close by.`,
      );
    }
    if (this.round.patchesLedger) this.beginRound();
    for (const key of this.byFact.get(fact) ?? []) this.closeHere(key, { ledger, fact, entry });
    if (this.before === 'unknown' && !this.round.closes.has(fact)) {
      this.round.closes.set(fact, entry);
    }
  }

  private closeHere(key: string, { ledger, fact, entry }: Closing): void {
    const isOpen = (row: Row | undefined): row is Row =>
      row?.[ledger.fact.property] === fact && (row[ledger.superseded.property] ?? null) === null;
    const closed = { [ledger.superseded.property]: entry };
    const slot = this.slots.get(key);
    if (slot?.kind === 'row' && isOpen(slot.row)) {
      if (isComplete(this.shape, slot.row)) this.inheritance.set(fact, slot.row);
      this.slots.set(key, { kind: 'row', row: { ...slot.row, ...closed } });
    } else if (slot?.kind === 'patch' && isOpen(slot.ifMissing)) {
      slot.ifMissing = { ...slot.ifMissing, ...closed };
    }
  }

  private slotOf(id: string, key: Row): Slot {
    const known = this.slots.get(id);
    if (known !== undefined) return known;
    if (this.before === 'absent' && this.rounds.length === 1) return goneSlot(key);
    const patch: Patch = { kind: 'patch', key, sets: {}, adds: {}, ifMissing: undefined };
    this.slots.set(id, patch);
    return patch;
  }

  private keep(key: string, row: Row): void {
    this.slots.set(key, { kind: 'row', row });
    this.remember(key, row);
  }

  private remember(key: string, row: Row): void {
    const { ledger } = this.shape;
    if (ledger === undefined) return;
    const fact = row[ledger.fact.property] as string | null | undefined;
    if (fact === null || fact === undefined) return;
    const keys = this.byFact.get(fact);
    if (keys === undefined) this.byFact.set(fact, [key]);
    else if (!keys.includes(key)) keys.push(key);
  }

  private beginRound(): void {
    this.round = newRound();
    this.rounds.push(this.round);
    this.byFact.clear();
  }

  private noteLedgerColumn(property: string): void {
    const { ledger } = this.shape;
    if (property === ledger?.fact.property || property === ledger?.superseded.property) {
      this.round.patchesLedger = true;
    }
  }

  /** What `add` counts up from when there is no row: its key, and zeros. */
  private started(key: Row): Row {
    const zero = ({ countable, nullable }: ColumnShape) => (countable && !nullable ? 0 : null);
    const row = Object.fromEntries(
      this.shape.columns.map((column) => [column.property, zero(column)]),
    );
    return { ...row, ...key };
  }

  private refuseKeyColumns(values: Row): void {
    for (const { property } of this.shape.key) {
      if (values[property] === undefined) continue;
      throw new Error(
        `A change of the table ${this.shape.name} alters its key column "${property}".`,
      );
    }
  }

  private refuseUncountable(values: Row): void {
    for (const { property, countable } of this.shape.columns) {
      if (countable || values[property] === undefined) continue;
      throw new Error(`The column "${property}" of ${this.shape.name} can't be added to exactly.`);
    }
  }
}

type Closing = Readonly<{ ledger: LedgerShape; fact: string; entry: number }>;

/** The row, its inherited columns filled from a row of the same fact where it leaves them null. */
export function inheriting({ inherited }: TableShape, row: Row, from: Row): Row {
  if (inherited.every(({ property }) => row[property] != null)) return row;
  const filled = inherited.map(({ property }) => [property, row[property] ?? from[property]]);
  return { ...row, ...(Object.fromEntries(filled) as Row) };
}

const isComplete = ({ inherited }: TableShape, row: Row): boolean =>
  inherited.length > 0 && inherited.every(({ property }) => row[property] != null);

const newRound = (): Round => ({ slots: new Map(), closes: new Map(), patchesLedger: false });
const goneSlot = (key: Row): Slot => ({ kind: 'gone', key });

const defined = (values: Row): Row =>
  Object.values(values).includes(undefined)
    ? Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
    : values;

const plus = (row: Row, values: Row): Row => ({
  ...row,
  ...Object.fromEntries(
    Object.entries(defined(values)).map(([property, value]) => [
      property,
      sum(row[property] ?? 0, value),
    ]),
  ),
});
