import { hash } from 'node:crypto';
import type { AnyMessage, Json } from './message.js';

/** RFC 9562 UUIDv5: the same name in the same namespace gives the same id, on any machine. */
export function uuidV5(namespace: string, name: string): string {
  const space = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  const digits = hash('sha1', Buffer.concat([space, Buffer.from(name)]));
  const variant = ((parseInt(digits.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `5${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-');
}

/** The id of the n-th event of a command; a repeat of the command repeats the id. */
export const eventIdOf = (commandId: string, index: number): string =>
  uuidV5(commandId, `event ${String(index)}`);

/** SHA-256, in hex, of a command's canonical JSON: keys sorted, so that their order does not count. */
export const digestOf = ({ type, data }: AnyMessage): string =>
  hash('sha256', JSON.stringify({ type, data: sorted(data as Json) }));

function sorted(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item: Json) => sorted(item) ?? null);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
