import type { StoredEvent } from '#event-sourcing';
import { BundleRefused } from './refused.js';

const FORMAT = 'benefits-realisation-tracker log';
const VERSION = 1;

/** What the positions of the store mean that a bundle was written from: entry numbers, or tokens. */
export type BundlePositions = 'gapless' | 'opaque';

export type BundleEnd = Readonly<{ entries: number; sha256: string }>;

export const headerLine = (positions: BundlePositions): Buffer =>
  lineOf({ format: FORMAT, version: VERSION, positions });

/** One event; its data and metadata are texts in the text, so that no byte of them changes. */
export function eventLine(event: StoredEvent, entry: number): Buffer {
  const { stream, revision, id, type, data, metadata, recordedAt, position } = event;
  return lineOf({
    ...{ entry, position: String(position), stream, revision, id, type, recordedAt },
    ...{ data, metadata },
  });
}

export const endLine = (end: BundleEnd): Buffer => lineOf(end);

export function readHeader(line: Buffer): BundlePositions {
  const { format, version, positions } = fieldsOf(line, 1);
  if (format !== FORMAT) throw new BundleRefused('It is not a log of the tracker.');
  if (version !== VERSION) {
    throw new BundleRefused(
      `It is of version ${String(version)}, and this build reads version ${String(VERSION)}.`,
    );
  }
  if (positions !== 'gapless' && positions !== 'opaque') {
    throw new BundleRefused('Its first line does not say what positions are.');
  }
  return positions;
}

/** The event that a line holds, or the end of the bundle. */
export function readLine(line: Buffer, number: number): Line {
  const fields = fieldsOf(line, number);
  if ('sha256' in fields) {
    const { entries, sha256 } = fields;
    if (typeof entries !== 'number' || typeof sha256 !== 'string') throw malformed(number);
    return { end: { entries, sha256 } };
  }
  const { entry, position, revision } = fields;
  if (typeof entry !== 'number' || typeof revision !== 'number') throw malformed(number);
  if (typeof position !== 'string' || !/^\d{1,40}$/.test(position)) throw malformed(number);
  const text = (name: string): string => {
    const value = fields[name];
    if (typeof value !== 'string') throw malformed(number);
    return value;
  };
  return {
    entry,
    event: {
      position: BigInt(position),
      stream: text('stream'),
      revision,
      id: text('id'),
      type: text('type'),
      data: text('data'),
      metadata: text('metadata'),
      recordedAt: text('recordedAt'),
    },
  };
}

export const isEnd = (line: Buffer): boolean => line.toString('latin1', 0, 11) === '{"entries":';

type Line = Readonly<{ entry: number; event: StoredEvent }> | Readonly<{ end: BundleEnd }>;

const lineOf = (fields: object): Buffer => Buffer.from(`${JSON.stringify(fields)}\n`);

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function fieldsOf(line: Buffer, number: number): Readonly<Record<string, unknown>> {
  try {
    const fields: unknown = JSON.parse(utf8.decode(line));
    if (typeof fields === 'object' && fields !== null) return { ...fields };
  } catch {
    // Neither text nor JSON: said below, as for whatever else is no object.
  }
  throw malformed(number);
}

const malformed = (number: number): BundleRefused =>
  new BundleRefused(`Line ${String(number)} is not a line of a log.`);
