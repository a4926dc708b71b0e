import { eventIdOf, uuidV5, type NewEvent } from '#event-sourcing';
import { maturityModelV1 } from '#maturity-models';
import { addDays, isoDate } from '#vocabulary';

/** An append that a writer means to make: enough to make its events again, byte for byte. */
export type Intent = Readonly<{
  /** `<writer>.<life>.<number>`. */
  command: string;
  stream: string;
  /** -1 for a stream that does not exist yet. */
  expected: number;
  count: number;
}>;

const TRUSTS = 230;
const FIRST_DAY = isoDate('1990-01-01');
const codes = maturityModelV1.capabilities.map(({ code }) => code);

/** Streams that no other writer touches, then a few that all of them write to. */
const SHARED = 8;

export const sharedStreams: readonly string[] = Array.from({ length: SHARED }, (_, n) =>
  streamOf(n),
);

export const ownStreams: readonly string[] = Array.from(
  { length: TRUSTS * codes.length - SHARED },
  (_, n) => streamOf(n + SHARED),
);

function streamOf(n: number): string {
  const trust = `R${String(n % TRUSTS).padStart(3, '0')}`;
  return `adoption-${trust}-${codes[Math.floor(n / TRUSTS)] ?? ''}`;
}

/** The events of an append. Their data follows from their place, their ids from the command. */
export function eventsOf({ command, stream, expected, count }: Intent): NewEvent[] {
  const id = uuidOf(command);
  return Array.from({ length: count }, (_, index) => ({
    id: eventIdOf(id, index),
    type: 'AdoptionMeasured',
    data: dataAt(stream, expected + 1 + index),
    metadata: metadataOf(command, id),
  }));
}

/** What the log holds as the correlation of an event tells which command it came from. */
export const commandOf = (metadata: string): string =>
  (JSON.parse(metadata) as { correlation: string }).correlation;

function dataAt(stream: string, revision: number): string {
  const [, organisation = '', capability = ''] = stream.split('-');
  const day = addDays(FIRST_DAY, revision);
  return JSON.stringify({
    effective: { earliest: day, latest: day, precision: 'day' },
    organisation,
    window: { from: day, to: day },
    method: 'system report',
    capability,
    numerator: revision % 1_000,
    denominator: 1_000,
  });
}

const metadataOf = (command: string, id: string): string =>
  JSON.stringify({
    actor: 'torture',
    role: 'trust-recorder',
    organisation: 'R000',
    command: id,
    digest: '',
    correlation: command,
    causation: command,
    schemaVersion: 1,
  });

const NAMESPACE = '5f1c2a6e-8d0b-4c55-9a3e-0d6b6f2f7a11';

const uuidOf = (command: string): string => uuidV5(NAMESPACE, command);
