/** A schema of OpenAPI, as far as answers are described by one. */
type Schema = Readonly<{
  type?: string | readonly string[];
  description?: string;
  properties?: Readonly<Record<string, Schema>>;
  items?: Schema;
}>;
export type Described = Readonly<{
  content?: Readonly<Record<string, Readonly<{ schema: Schema }>>>;
}>;

/** What an answer holds that its schema does not know, or knows to be of another kind. */
export function strays(value: unknown, schema: Schema, path: string): readonly string[] {
  if (value === null || schema.type === undefined) return [];
  const kinds = [schema.type].flat();
  const kind = Array.isArray(value)
    ? 'array'
    : Number.isInteger(value) && !kinds.includes('number')
      ? 'integer'
      : typeof value;
  if (!kinds.includes(kind)) return [`${path} is a ${kind}`];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      strays(item, schema.items ?? {}, `${path}/${String(index)}`),
    );
  }
  if (typeof value !== 'object' || schema.properties === undefined) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const property = schema.properties?.[name];
    return property === undefined
      ? [`${path}/${name} is not described`]
      : strays(inner, property, `${path}/${name}`);
  });
}
