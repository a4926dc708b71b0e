import type { ApiResponseSchemaHost } from '@nestjs/swagger';

type Kind = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';

/** What kind of value a field holds, and what it says. It is null, or left out, where nothing is known. */
export type Field = readonly [kind: Kind, says: string];

/**
 * Every field of an answer by its path, `evidenced.low`, so that none is forgotten. Lists, references
 * to facts and objects without known names are one field.
 */
export type FieldsOf<Answer> = Readonly<Record<PathOf<Answer>, Field>>;

type PathOf<Answer> = Answer extends unknown
  ? { [Name in keyof Answer & (string | number)]-?: At<Name, Answer[Name]> }[keyof Answer &
      (string | number)]
  : never;

type At<Name extends string | number, Value> =
  NonNullable<Value> extends infer Known
    ? Known extends Leaf
      ? `${Name}`
      : Below<Name, Known>
    : never;

type Below<Name extends string | number, Value> = [keyof Value] extends [never]
  ? `${Name}`
  : string extends keyof Value
    ? `${Name}`
    : `${Name}.${PathOf<Value>}`;

type Leaf = string | number | boolean | readonly unknown[] | FactReference;
type FactReference = Readonly<{ factId: unknown; eventId: unknown; kind: unknown }>;

export type Fields = Readonly<Record<string, Field>>;

/** The same fields one level down. */
export const under = <Name extends string, Some extends Fields>(name: Name, fields: Some) =>
  Object.fromEntries(Object.entries(fields).map(([path, field]) => [`${name}.${path}`, field])) as {
    readonly [Path in keyof Some & (string | number) as `${Name}.${Path}`]: Field;
  };

export type Schema = NonNullable<ApiResponseSchemaHost['schema']>;

/** The JSON schema of an object with these fields; `lists` says what the lists in it hold. */
export function schemaOf(fields: Fields, lists: Readonly<Record<string, Fields>> = {}): Schema {
  const properties: Record<string, object> = {};
  for (const name of new Set(Object.keys(fields).map((path) => path.split('.')[0] ?? path))) {
    const inner = fieldsUnder(name, fields);
    const own = fields[name];
    const nested = Object.keys(inner).length > 0 ? schemaOf(inner, fieldsUnder(name, lists)) : {};
    properties[name] = own === undefined ? nested : propertyOf(own, nested, lists[name]);
  }
  return { type: 'object', properties };
}

/** What may be a word or an object is said without a type. */
function propertyOf([type, description]: Field, nested: Schema, list: Fields | undefined): object {
  if ('properties' in nested) return { description, ...nested, type: [type, 'object'] };
  const items = list === undefined ? {} : schemaOf(list);
  return { type, description, ...(type === 'array' ? { items } : {}) };
}

const fieldsUnder = <Value>(
  name: string,
  values: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([path]) => path.startsWith(`${name}.`))
      .map(([path, value]) => [path.slice(name.length + 1), value]),
  );
