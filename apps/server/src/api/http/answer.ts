import type { Response } from 'express';
import { sentenceOf, type Handled, type Receipt, type Refused } from '#event-sourcing';
import { Problem } from './problem.js';
import { pointerTo } from './pointer.js';
import { etagOf } from './preconditions.js';

/** What a command answers: the events it led to, and where they stand. */
export type ReceiptBody = Readonly<{
  events: readonly Readonly<{ id: string; type: string; revision: number }>[];
  /** Revision of the record after the command; missing while it is empty. */
  revision?: number;
  /** Opaque; a later read with `minPosition` includes what was recorded here. */
  position?: string;
  /** Place of its last event in the order of knowledge; missing where the store does not count entries. */
  entry?: number;
  /** The same command was obeyed before: this is its first receipt. */
  repeated: boolean;
  /** What was recorded all the same, but should be known. */
  warnings?: readonly Warning[];
  /** Nothing was recorded: the rules were asked, and said yes. */
  dryRun?: true;
}>;

/** A code for machines and a sentence for people. */
export type Warning = Readonly<{ code: string; message: string }>;

export type Sentences = Readonly<Record<string, string>>;

/** What a command was about, as far as its answer speaks of it. */
export type About = Readonly<{
  /** What the ETag is the revision of: "this trust’s record". */
  record: string;
  location: string;
  /** As it was sent: a refusal points into it. */
  body: unknown;
  dryRun?: boolean;
  warnings?: readonly Warning[];
  /** The entry at a position, where the store's positions tell it. */
  entryAt: (position: bigint) => number | undefined;
}>;

/** Turns what a handler answers into a receipt, or into the problem that says why not. */
export function answer<Refusal extends string>(
  handled: Handled<Refusal>,
  sentences: Readonly<Record<Refusal, string>>,
  response: Response,
  { record, location, body, dryRun = false, warnings = [], entryAt }: About,
): ReceiptBody {
  switch (handled.outcome) {
    case 'refused':
      throw refusedProblem(handled, sentences, body);
    case 'stale':
      throw stale(record, etagOf(handled.current));
    case 'conflict':
      throw new Problem(
        409,
        'others-were-first',
        'Others kept changing this record at the same moment. Send the request again.',
        { headers: { 'Retry-After': '1' } },
      );
    case 'accepted':
      return {
        ...receipt(handled, response, { location, dryRun, entryAt }),
        ...(warnings.length === 0 ? {} : { warnings }),
      };
  }
}

const stale = (record: string, current: string): Problem =>
  new Problem(
    412,
    'changed-in-the-meantime',
    `Something else was recorded in ${record} since you read it. Read it again, check what changed, and send If-Match: ${current}.`,
    { headers: { ETag: current } },
  );

function receipt(
  { events, revision, position, repeated }: Receipt,
  response: Response,
  {
    location,
    dryRun,
    entryAt,
  }: Pick<About, 'location' | 'entryAt'> & Readonly<{ dryRun: boolean }>,
): ReceiptBody {
  if (dryRun) return { events, repeated, dryRun };
  const entry = position === undefined ? undefined : entryAt(position);
  response.status(events.length > 0 ? 201 : 200);
  if (events.length > 0) response.setHeader('Location', location);
  if (revision !== undefined) response.setHeader('ETag', etagOf(revision));
  if (position !== undefined) response.setHeader('Log-Position', String(position));
  return {
    events,
    ...(revision === undefined ? {} : { revision }),
    ...(position === undefined ? {} : { position: String(position) }),
    ...(entry === undefined ? {} : { entry }),
    repeated,
  };
}

function refusedProblem<Refusal extends string>(
  refused: Refused<Refusal | 'command-id-reused'>,
  sentences: Readonly<Record<Refusal, string>>,
  body: unknown,
): Problem {
  const all = { ...sentences, 'command-id-reused': KEY_REUSED } as Readonly<
    Record<Refusal | 'command-id-reused', string>
  >;
  const message = sentenceOf(refused, all);
  return new Problem(422, refused.because, message, {
    errors: [{ pointer: pointerTo(refused.field, body), code: refused.because, message }],
  });
}

export const KEY_REUSED =
  'This Idempotency-Key was used for another request. Use a new one for every new request.';
