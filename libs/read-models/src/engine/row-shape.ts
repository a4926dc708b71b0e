import type { RowClass } from '#event-sourcing';
import { getMetadataArgsStorage, type ColumnOptions } from 'typeorm';

/** A row as the engine handles it: values by property name. */
export type Row = Readonly<Record<string, unknown>>;

export type ColumnShape = Readonly<{
  property: string;
  /** Its name in the database. */
  name: string;
  type: string;
  nullable: boolean;
  primary: boolean;
  /** Whole numbers and decimals can be added to; floating point can't, as its sums depend on order. */
  countable: boolean;
  /** Its values hold no sign that COPY's text would have to escape. */
  isPlain: boolean;
  /** The text PostgreSQL reads the value from; null for NULL. */
  encode: (value: unknown) => string | null;
}>;

/** The columns by which facts are closed. */
export type LedgerShape = Readonly<{
  fact: ColumnShape;
  superseded: ColumnShape;
  recorded: ColumnShape | undefined;
}>;

export type TableShape = Readonly<{
  name: string;
  columns: readonly ColumnShape[];
  key: readonly ColumnShape[];
  ledger: LedgerShape | undefined;
  /** A key column that names the entry which recorded the row: no two events put the same row. */
  recordedKey: ColumnShape | undefined;
  /** All columns are its key: a row that is put again says nothing new. */
  isDirectory: boolean;
  /** Columns that a row which leaves them null takes from the row of its fact closed before it. */
  inherited: readonly ColumnShape[];
}>;

/** Reads the shape of a table from the TypeORM decorators of its row class. */
export function shapeOf(
  rowClass: RowClass<object>,
  fallbackName: string,
  inherits: readonly string[] = [],
): TableShape {
  const targets = lineageOf(rowClass);
  const storage = getMetadataArgsStorage();
  const entity = storage.tables.find(({ target }) => target === rowClass);
  if (entity === undefined) {
    throw new Error(`The row class ${rowClass.name} needs an @Entity decorator.`);
  }
  const columns = storage
    .filterColumns(targets)
    .map(({ propertyName, options }) => columnOf(rowClass, propertyName, options));
  const key = columns.filter(({ primary }) => primary);
  if (key.length === 0) {
    throw new Error(`The row class ${rowClass.name} needs at least one @PrimaryColumn.`);
  }
  const inherited = inherits.map((property) => {
    const column = columns.find((one) => one.property === property);
    if (column === undefined) throw new Error(`${rowClass.name} has no column "${property}".`);
    return column;
  });
  const recordedKey = key.find(({ property }) => property === 'recorded' || property === 'entry');
  const ledger = ledgerOf(columns);
  const isDirectory = key.length === columns.length;
  const name = entity.name ?? fallbackName;
  return { name, columns, key, ledger, recordedKey, isDirectory, inherited };
}

type Plain = string | number | bigint | boolean;

/** The key of a row as one string; rows of a table are the same row when their keys are. */
export function keyOf({ name, key }: TableShape, row: Row): string {
  let text = '';
  for (const { property } of key) {
    const value = row[property] as Plain | null | undefined;
    if (value === undefined || value === null) throw withoutKey(name, property);
    text += `${String(value)}\u0000`;
  }
  return text;
}

export function refuseIncompleteKey({ name, key }: TableShape, row: Row): void {
  for (const { property } of key) {
    const value = row[property];
    if (value === undefined || value === null) throw withoutKey(name, property);
  }
}

const withoutKey = (table: string, property: string): Error =>
  new Error(`A change of the table ${table} leaves out its key column "${property}".`);

function columnOf(
  rowClass: RowClass<object>,
  property: string,
  options: ColumnOptions,
): ColumnShape {
  const base = sqlTypeOf(rowClass, property, options);
  const isArray = options.array === true;
  const one = encoderOf(base);
  return {
    property,
    name: options.name ?? property,
    type: isArray ? `${base}[]` : base,
    nullable: options.nullable === true,
    primary: options.primary === true,
    countable: !isArray && COUNTABLE.test(base),
    isPlain: !isArray && PLAIN.test(base),
    encode: (value) => {
      if (value === undefined || value === null) return null;
      return isArray ? arrayLiteral(value as readonly unknown[], one) : one(value);
    },
  };
}

const COUNTABLE = /^(smallint|integer|int|int2|int4|int8|bigint|numeric|decimal)\b/;
const PLAIN = /^(smallint|integer|int|int2|int4|int8|bigint|float4|float8|date|uuid|boolean)\b/;
const LENGTHS = /^(varchar|character varying|char|character)$/;

function sqlTypeOf(rowClass: RowClass<object>, property: string, options: ColumnOptions): string {
  const type =
    typeof options.type === 'string'
      ? options.type
      : new Map<unknown, string>([
          [String, 'text'],
          [Number, 'integer'],
          [Boolean, 'boolean'],
        ]).get(options.type);
  if (type === undefined) {
    throw new Error(`The column "${property}" of ${rowClass.name} must name its database type.`);
  }
  if (LENGTHS.test(type) && options.length !== undefined)
    return `${type}(${String(options.length)})`;
  if (options.precision === undefined || options.precision === null) return type;
  const scale = options.scale === undefined ? '' : `,${String(options.scale)}`;
  return `${type}(${String(options.precision)}${scale})`;
}

function encoderOf(type: string): (value: unknown) => string {
  if (type === 'json' || type === 'jsonb') return (value) => JSON.stringify(value);
  return (value) => {
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'bigint') return String(value);
    if (value instanceof Date) return value.toISOString();
    return JSON.stringify(value);
  };
}

/** An array as PostgreSQL writes it: `{"a","b",NULL}`. */
export function arrayLiteral<Value>(
  values: readonly Value[],
  encode: (value: Value) => string | null,
): string {
  let text = '{';
  for (const value of values) {
    const one = value === null || value === undefined ? null : encode(value);
    if (text.length > 1) text += ',';
    text += one === null ? 'NULL' : `"${QUOTED.test(one) ? one.replace(/["\\]/g, '\\$&') : one}"`;
  }
  return `${text}}`;
}

const QUOTED = /["\\]/;

function ledgerOf(columns: readonly ColumnShape[]): LedgerShape | undefined {
  const named = (...names: string[]) => columns.find(({ property }) => names.includes(property));
  const fact = named('factId', 'fact_id', 'fact');
  const superseded = named('superseded');
  if (fact === undefined || superseded === undefined) return undefined;
  return { fact, superseded, recorded: named('recorded') };
}

function lineageOf(rowClass: RowClass<object>): (new () => object)[] {
  const lineage: (new () => object)[] = [];
  for (
    let one: unknown = rowClass;
    typeof one === 'function' && one !== Function.prototype;
    one = Object.getPrototypeOf(one) as unknown
  ) {
    lineage.push(one as new () => object);
  }
  return lineage;
}
