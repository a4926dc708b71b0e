import { isDeepStrictEqual } from 'node:util';
import {
  UnknownEventType,
  type AnyDerived,
  type Change,
  type Entry,
  type Projection,
} from '#event-sourcing';
import type { Standing } from './checkpoint.js';
import { PoisonEvent, UnknownEntry, UnreadableEntry } from './alarms.js';
import type { Numbered } from './numbering.js';
import { entriesProjection } from '../entries/entries.projection.js';
import { shapeOf, type TableShape } from './row-shape.js';
import type { TableFold } from './table-fold.js';

/** A projection of whatever events and rows. */
export type AnyProjection = Omit<Projection, 'on' | 'tables' | 'indexes' | 'inherited'> &
  Readonly<{
    tables: Projection['tables'];
    indexes?: readonly Readonly<{ table: string; on: string; unique?: true }>[];
    inherited?: readonly Readonly<{ table: string; column: string }>[];
    // A projection names its own events, so its reactions are called through `Reaction` only.
    on: object;
  }>;

export type OwnedTable = Readonly<{
  projection: string;
  shape: TableShape;
  /** Further indexes, as SQL after `create index on`. */
  indexes: readonly Readonly<{ on: string; unique: boolean }>[];
  derived?: AnyDerived;
}>;

export type OwnedDerived = OwnedTable & Readonly<{ derived: AnyDerived }>;

/** Takes the changes of one table, in order. */
export type Taking = Readonly<{ apply: (change: Change, entry: number) => void }>;

/** Keys of a derived table, each with the value from which its rows are to be replaced; undefined: all. */
export type Touched = Map<string, string | undefined>;

/** Adds a touch to others of the same key: the earliest since counts, and none most of all. */
export function touch(touched: Touched, key: string, since: string | undefined): void {
  const before = touched.get(key);
  const isFirst = !touched.has(key);
  if (isFirst || (before !== undefined && (since === undefined || since < before))) {
    touched.set(key, since);
  }
}

/** What a page of events does to each table, and which keys of derived tables it touched. */
export type PageFold<Fold extends Taking = TableFold> = Readonly<{
  folds: Map<OwnedTable, Fold>;
  touched: Map<OwnedDerived, Touched>;
}>;

type Reaction = (event: Entry) => Change | readonly Change[];
type Part = Readonly<{
  projection: AnyProjection;
  on: ReadonlyMap<string, Reaction>;
  tables: ReadonlyMap<string, OwnedTable>;
  derived: readonly OwnedDerived[];
}>;

/** All projections, which move under one checkpoint, and the event types this build knows. */
export class ProjectionSet {
  readonly tables: readonly OwnedTable[];
  readonly derived: readonly OwnedDerived[];
  /** Version by projection; a higher one is rebuilt beside the old one. */
  readonly versions: Readonly<Record<string, number>>;
  /** Changes with any column, key or index of any table. */
  readonly shape: string;
  private readonly parts: readonly Part[];
  private readonly knownTypes: ReadonlySet<string>;

  constructor(projections: readonly AnyProjection[], knownTypes: Iterable<string>) {
    const numbersEntries = projections.some(({ name }) => name === entriesProjection.name);
    const all = numbersEntries ? projections : [entriesProjection, ...projections];
    this.parts = all.map(partOf);
    this.knownTypes = new Set(knownTypes);
    this.tables = this.parts.flatMap(({ tables }) => [...tables.values()]);
    this.derived = this.parts.flatMap(({ derived }) => derived);
    this.versions = Object.fromEntries(all.map(({ name, version }) => [name, version]));
    this.shape = JSON.stringify([...this.tables, ...this.derived].map(describeTable));
    refuseTwins(Object.keys(this.versions).length, all.length, 'projections');
    const names = [...this.tables, ...this.derived].map(({ shape }) => shape.name);
    refuseTwins(new Set(names).size, names.length, 'tables');
  }

  /** Whether the live tables were made by exactly these projections. */
  isLive({ generation, versions, shape }: Standing): boolean {
    return (
      generation !== undefined && shape === this.shape && isDeepStrictEqual(versions, this.versions)
    );
  }

  newPage<Fold extends Taking>(foldOf: (table: OwnedTable) => Fold): PageFold<Fold> {
    return {
      folds: new Map(this.tables.map((table) => [table, foldOf(table)])),
      touched: new Map(this.derived.map((table) => [table, new Map<string, string | undefined>()])),
    };
  }

  /** Folds one event into a page; after it has thrown, the page is spoilt. */
  fold(event: Numbered, { folds, touched }: PageFold<Taking>): void {
    if (event.unreadable !== undefined) {
      throw new UnreadableEntry(event.entry, event.type, event.unreadable);
    }
    if (!this.knownTypes.has(event.type)) {
      throw new UnknownEntry(event.entry, event.type, new UnknownEventType(event.type));
    }
    for (const { projection, on, tables, derived } of this.parts) {
      try {
        for (const react of [projection.onEvery, on.get(event.type)]) {
          if (react === undefined) continue;
          const changes = react(event);
          for (const change of isList(changes) ? changes : [changes]) {
            foldOf(folds, tables, change.table).apply(change, event.entry);
          }
        }
        for (const table of derived) {
          const keys = touched.get(table);
          const touches = table.derived.touched(event);
          for (const each of touches === 'every' ? [EVERY_KEY] : touches) {
            const { key, since } =
              typeof each === 'string' ? { key: each, since: undefined } : each;
            if (keys !== undefined) touch(keys, key, since);
          }
        }
      } catch (error) {
        throw new PoisonEvent(event.entry, event.type, projection.name, error);
      }
    }
  }
}

/** Stands for all keys of a derived table until they are asked for. */
export const EVERY_KEY = '*';

function foldOf(folds: PageFold<Taking>['folds'], tables: Part['tables'], name: string): Taking {
  const table = tables.get(name);
  const fold = table && folds.get(table);
  if (fold === undefined) throw new Error(`It has no table "${name}".`);
  return fold;
}

const isList = (changes: Change | readonly Change[]): changes is readonly Change[] =>
  Array.isArray(changes);

function partOf(projection: AnyProjection): Part {
  const { name, tables, derived = [], indexes = [], inherited = [] } = projection;
  const columnsInherited = (table: string) =>
    inherited.filter((one) => one.table === table).map(({ column }) => column);
  return {
    projection,
    on: new Map(Object.entries(projection.on as Record<string, Reaction>)),
    tables: new Map(
      Object.entries(tables).map(([table, row]) => [
        table,
        {
          projection: name,
          shape: shapeOf(row, table, columnsInherited(table)),
          indexes: indexes
            .filter((index) => index.table === table)
            .map(({ on, unique = false }) => ({ on, unique })),
        },
      ]),
    ),
    derived: derived.map((one) => derivedTable(name, one)),
  };
}

function derivedTable(projection: string, derived: AnyDerived): OwnedDerived {
  const shape = shapeOf(derived.row, derived.table);
  for (const column of [derived.keyColumn, derived.sinceColumn]) {
    if (column === undefined || shape.columns.some(({ property }) => property === column)) continue;
    throw new Error(`The derived table ${shape.name} has no column "${column}".`);
  }
  return { projection, shape, indexes: [], derived };
}

const describeTable = ({ projection, shape, indexes }: OwnedTable) => [
  projection,
  shape.name,
  shape.columns.map(({ name, type, nullable, primary }) => [name, type, nullable, primary]),
  indexes,
];

function refuseTwins(distinct: number, all: number, what: string): void {
  if (distinct !== all) throw new Error(`Two ${what} of a set have the same name.`);
}
