import type { Recorded } from './event-store.js';
import type { AnyMessage, Named } from './message.js';

/**
 * A recorded event with its place in the order of knowledge: 1, 2, 3 … over the whole log. The
 * engine hands over `recordedAt` as the running maximum, so that it never runs backwards.
 */
export type Entry<Event extends AnyMessage = AnyMessage> = Recorded<Event> &
  Readonly<{ entry: number }>;

/** The rows of a projection, by the name of their table. */
export type Tables = Readonly<Record<string, object>>;

/** One change to one row (`close`: to all open rows of a fact). A key is the whole primary key. */
export type Change<T extends Tables = Tables> = {
  readonly [Name in keyof T & string]:
    /** The whole row; it takes the place of the row with the same key. */
    | Readonly<{ table: Name; put: T[Name] }>
    /** Sets columns of a row; a missing row stays missing. */
    | Readonly<{ table: Name; key: Partial<T[Name]>; set: Partial<T[Name]> }>
    /** Adds to number columns, exactly; a missing row starts at zero. */
    | Readonly<{ table: Name; key: Partial<T[Name]>; add: Partial<T[Name]> }>
    | Readonly<{ table: Name; key: Partial<T[Name]>; remove: true }>
    /** Sets `superseded` of the rows of this fact that are still open. */
    | Readonly<{ table: Name; close: string; superseded: number }>;
}[keyof T & string];

/** The class of a row: a TypeORM entity, from which the engine makes the table. */
export type RowClass<Row> = abstract new () => Row;

/**
 * Reads rows inside the engine's transaction; `read_models.` in the SQL means the tables being
 * written. Days and instants come as ISO texts, whole numbers as numbers, decimals as texts.
 */
export type ReadRows = <Row extends object>(
  sql: string,
  parameters?: readonly unknown[],
) => Promise<readonly Row[]>;

/** A key of a derived table; with `since`, only its rows from that value of `sinceColumn` on. */
export type Touch = string | Readonly<{ key: string; since: string }>;

/**
 * A table whose rows follow from other tables: the engine collects the keys a batch touched, asks
 * `rows` for them, and replaces what stood under those keys.
 */
export type Derived<Row extends object = object> = Readonly<{
  table: string;
  row: RowClass<Row>;
  /** The column that holds the key. */
  keyColumn: keyof Row & string;
  /** The column by which the rows of a key follow each other, for touches that name a `since`. */
  sinceColumn?: keyof Row & string;
  /** The column that names the entry a row holds for; it is left out when a rebuild is compared. */
  heldForColumn?: keyof Row & string;
  /** `every`: all keys there are, as when a new version of a model changes what all rows rest on. */
  touched: (event: Entry) => readonly Touch[] | 'every';
  /** The keys that `every` means; asked for in the transaction that settles the rows. */
  everyKey?: (source: ReadRows) => Promise<readonly string[]>;
  /**
   * Reads what it needs through the engine's transaction, then computes purely. Of the keys in
   * `since`, it may leave out rows before that value; those it gives take the place of the old ones.
   */
  rows: (
    source: ReadRows,
    keys: readonly string[],
    upTo: number,
    since: ReadonlyMap<string, string>,
  ) => Promise<readonly Row[]>;
}>;

/** A derived table of whatever row. */
export type AnyDerived = Omit<Derived, 'keyColumn' | 'sinceColumn' | 'heldForColumn'> &
  Readonly<{ keyColumn: string; sinceColumn?: string; heldForColumn?: string }>;

/**
 * A read model described as data: which rows an event speaks of, and what it does to them.
 * A changed `on` or a changed column is a higher `version`, which is rebuilt beside the old one.
 */
export type Projection<
  Event extends AnyMessage = AnyMessage,
  T extends Tables = Tables,
> = Readonly<{
  name: string;
  version: number;
  tables: { readonly [Name in keyof T]: RowClass<T[Name]> };
  /** Further indexes, as SQL after `create index on`. */
  indexes?: readonly Readonly<{ table: keyof T & string; on: string; unique?: true }>[];
  /**
   * Columns which a row that leaves them null takes from the row of its fact that is closed before
   * it, in the same batch or earlier (`update … returning` of the close knows it, so that no further
   * index is needed): a correction can't know the entry under which its fact was first recorded.
   */
  inherited?: readonly Readonly<{ table: keyof T & string; column: string }>[];
  on: {
    readonly [Name in Event['type']]?: (
      event: Entry<Named<Event, Name>>,
    ) => Change<T> | readonly Change<T>[];
  };
  /** Every event, whatever its type; beside `on`. */
  onEvery?: (event: Entry) => Change<T> | readonly Change<T>[];
  derived?: readonly AnyDerived[];
}>;

/** Fixes the event and row types so that `on` is checked and completed by the editor. */
export const defineProjection =
  <Event extends AnyMessage, T extends Tables>() =>
  (projection: Projection<Event, T>): Projection<Event, T> =>
    projection;

/** The changes one event makes; none for an event the projection does not name. */
export function changesOf<Event extends AnyMessage, T extends Tables>(
  { on, onEvery }: Projection<Event, T>,
  event: Entry,
): readonly Change<T>[] {
  const react = on[event.type as Event['type']] as
    ((event: Entry) => Change<T> | readonly Change<T>[]) | undefined;
  return [onEvery?.(event) ?? [], react?.(event) ?? []].flat();
}
