/** Whose record it is stands in the address, and nowhere in the body. */
const ORGANISATION = '{ods}';

/**
 * Where a field of an order stands in the body it came in; '' where it is about none. A correction
 * holds its order as `entry`.
 */
export function pointerTo(field: string | undefined, body: unknown): string {
  if (field === 'organisation') return ORGANISATION;
  if (field === undefined || !isObject(body)) return '';
  const corrected = body['entry'];
  return isObject(corrected)
    ? `/entry/${field === 'when' ? dayIn(corrected) : field}`
    : `/${field === 'when' ? dayIn(body) : field}`;
}

/** The field that says when it was so, whichever the shape has. */
const dayIn = (body: Readonly<Record<string, unknown>>): string =>
  dayFields.find((name) => body[name] !== undefined) ?? 'effectiveOn';

const dayFields = ['effectiveOn', 'effectiveTo', 'sinceBeforeRecords', 'lastDay', 'to'] as const;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
