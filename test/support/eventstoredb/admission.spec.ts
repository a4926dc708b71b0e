import { admit, type Expected, RecentIds } from './admission.js';
import { Log, metastreamOf, type ProposedEvent } from './log.js';
import { readStream, SOFT_DELETE_METADATA } from './visible.js';

describe('An append at an exact revision', () => {
  it('is admitted at the current one, whatever its ids', () => {
    const log = written('s', 'a', 'b');
    expect(ask(log, 1n, 'c')).toEqual({ kind: 'admitted', undeletes: false });
    expect(ask(log, 1n, 'b')).toEqual({ kind: 'admitted', undeletes: false });
  });

  it('was written before when the log has its ids right after that revision', () => {
    const log = written('s', 'a', 'b', 'c');
    const position = log.stream('s')[1]?.position;
    expect(ask(log, 'no_stream', 'a', 'b')).toEqual({ kind: 'repeated', revision: 1n, position });
  });

  it('is refused when only some of its ids are there, or they are elsewhere', () => {
    const log = written('s', 'a', 'b', 'c');
    expect(ask(log, 'no_stream', 'a', 'x')).toEqual({ kind: 'wrong-revision', current: 2n });
    expect(ask(log, 0n, 'a')).toEqual({ kind: 'wrong-revision', current: 2n });
    expect(ask(log, 1n, 'c', 'd')).toEqual({ kind: 'wrong-revision', current: 2n });
    expect(ask(log, 7n, 'a')).toEqual({ kind: 'wrong-revision', current: 2n });
  });
});

describe.each<Expected>(['any', 'stream_exists'])('An append under %s', (expected) => {
  it('was written before only for those who remember its ids', () => {
    const log = written('s', 'a', 'b');
    const recent = new RecentIds();
    recent.note('a', 's', 0n);
    expect(ask(log, expected, 'a')).toEqual({ kind: 'admitted', undeletes: false });
    const proposal = { stream: 's', expected, events: events('a') };
    expect(admit(log, recent, proposal)).toMatchObject({ kind: 'repeated', revision: 0n });
    expect(admit(log, recent, { ...proposal, events: events('a', 'b') })).toEqual({
      kind: 'wrong-revision',
      current: 1n,
    });
  });
});

describe('A stream that was soft-deleted', () => {
  const deleted = (): Log => {
    const log = written('s', 'a', 'b');
    log.append(metastreamOf('s'), [{ ...event('m'), data: Buffer.from(SOFT_DELETE_METADATA) }], 0n);
    return log;
  };

  it('is not found, and begins again at the next revision', () => {
    expect(readStream(deleted(), 's')).toEqual({ kind: 'not-found' });
    expect(ask(deleted(), 'no_stream', 'x')).toEqual({ kind: 'admitted', undeletes: true });
    expect(ask(deleted(), 'any', 'x')).toEqual({ kind: 'admitted', undeletes: true });
    expect(ask(deleted(), 1n, 'x')).toEqual({ kind: 'admitted', undeletes: true });
  });

  it('does not exist', () => {
    expect(ask(deleted(), 'stream_exists', 'x')).toEqual({ kind: 'stream-deleted' });
  });
});

describe('A tombstone', () => {
  it('ends the stream and its metadata', () => {
    const log = written('s', 'a');
    log.bury('s', event('t'), 0n);
    expect(ask(log, 'any', 'x')).toEqual({ kind: 'stream-deleted' });
    expect(log.isTombstoned(metastreamOf('s'))).toBe(true);
    expect(readStream(log, 's')).toEqual({ kind: 'deleted' });
  });
});

describe('A position', () => {
  it('is where an event begins, the beginning, or past the end', () => {
    const log = written('s', 'a', 'b');
    const [first, second] = log.events.map(({ position }) => position);
    expect([first, second, log.end].map((position) => log.indexOf(position ?? -1n))).toEqual([
      0, 1, 2,
    ]);
    expect(log.indexOf(log.end + 1_000n)).toBe(2);
    expect(log.indexOf((second ?? 0n) + 1n)).toBeUndefined();
  });

  it('lies further on after the server has written for itself', () => {
    const log = written('s', 'a');
    const before = log.end;
    log.leaveGap(100n);
    expect(log.append('s', [event('b')], 0n)[0]?.position).toBe(before + 100n);
  });
});

function written(stream: string, ...ids: readonly string[]): Log {
  const log = new Log();
  log.append(stream, events(...ids), 0n);
  return log;
}

const ask = (log: Log, expected: Expected, ...ids: readonly string[]) =>
  admit(log, new RecentIds(), { stream: 's', expected, events: events(...ids) });

const events = (...ids: readonly string[]): ProposedEvent[] => ids.map(event);

const event = (id: string): ProposedEvent => ({
  id,
  type: 'Happened',
  json: true,
  data: Buffer.from('{}'),
  metadata: Buffer.from(''),
});
