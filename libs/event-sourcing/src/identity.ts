import { createHash } from 'node:crypto';
import type { AnyMessage, Json } from './message.js';

/** RFC 9562 UUIDv5: the same name in the same namespace gives the same id, on any machine. */
export function uuidV5(namespace: string, name: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}

/** The id of the n-th event of a command; a repeat of the command repeats the id. */
export const eventIdOf = (commandId: string, index: number): string =>
  uuidV5(commandId, `event ${String(index)}`);

/** SHA-256, in hex, of a command's canonical JSON: keys sorted, so that their order does not count. */
export const digestOf = ({ type, data }: AnyMessage): string =>
  createHash('sha256')
    .update(JSON.stringify({ type, data: sorted(data as Json) }))
    .digest('hex');

function sorted(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item: Json) => sorted(item) ?? null);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
