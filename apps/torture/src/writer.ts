import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable, UnknownOutcome } from '#event-sourcing';
import { LedgerWriter, readLedger } from './ledger.js';
import { eventsOf, ownStreams, sharedStreams, type Intent } from './measurements.js';
import { openStoreOnceThere } from './store.js';

/**
 * A process that appends through the port as fast as the store answers, and may be killed at any
 * moment: `writer.js <url> <ledger> <writer> <writers> <callers> <life>`. Born again, it first
 * repeats, byte for byte, what its ledger leaves open.
 */
const [url = '', path = '', ...numbers] = process.argv.slice(2);
const [writer = 0, writers = 1, callers = 1, life = 0] = numbers.map(Number);

/** One append in so many goes to a stream that others write to; one in so many has three events. */
const SHARED_EVERY = 40;
const THREE_EVERY = 20;
const TELL_EVERY_MS = 100;

const ending = new AbortController();
process.on('message', () => ending.abort());
process.once('disconnect', () => process.exit());

const heads = new Map<string, number>();
const ledger = new LedgerWriter(path);
const open: Intent[] = [];
for (const entry of readLedger(path).values()) {
  const { command, stream, expected, count, place, refused } = entry;
  if (place !== undefined) heads.set(stream, Math.max(heads.get(stream) ?? -1, place.revision));
  else if (refused !== true) open.push({ command, stream, expected, count });
}

const store = await openStoreOnceThere(url);
let acknowledged = 0;
let told = 0;
let number = 0;
const telling = setInterval(tell, TELL_EVERY_MS);

for (const intent of open) await ledger.note(intent.command, 'writer-killed');
await Promise.all(open.map((intent) => settle(intent)));
await Promise.all(Array.from({ length: callers }, (_, caller) => write(caller)));
clearInterval(telling);
await ledger.close();
await store.close();
tell();
process.disconnect();

async function write(caller: number): Promise<void> {
  const mine = ownStreams.filter(
    (_, n) => n % writers === writer && Math.floor(n / writers) % callers === caller,
  );
  for (let turn = 0; !ending.signal.aborted; turn++) {
    const shared = (turn + caller) % SHARED_EVERY === 0;
    const streams = shared ? sharedStreams : mine;
    const stream = streams[turn % streams.length] ?? '';
    const command = `${String(writer)}.${String(life)}.${String((number += 1))}`;
    const count = number % THREE_EVERY === 0 ? 3 : 1;
    const intent = { command, stream, expected: heads.get(stream) ?? -1, count };
    ledger.mean(intent);
    // Nothing reaches the store that the ledger does not know of.
    await ledger.written();
    await settle(intent);
  }
}

/** Repeats the very same append until the store says what became of it. */
async function settle(intent: Intent): Promise<void> {
  const { command, stream, expected } = intent;
  const events = eventsOf(intent);
  for (;;) {
    try {
      const outcome = await store.append(stream, expected < 0 ? 'no-stream' : expected, events);
      if (outcome.outcome === 'appended' || outcome.outcome === 'duplicate') {
        await ledger.note(command, outcome.outcome, outcome);
        heads.set(stream, Math.max(heads.get(stream) ?? -1, outcome.revision));
        acknowledged += 1;
      } else if (outcome.outcome === 'wrong-revision' && sharedStreams.includes(stream)) {
        await ledger.note(command, 'refused');
        heads.set(stream, outcome.current === 'no-stream' ? -1 : outcome.current);
      } else {
        throw new Error(`${command} on ${stream} after ${String(expected)}: ${outcome.outcome}.`);
      }
      return;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      if (error instanceof UnknownOutcome) await ledger.note(command, 'connection-lost');
      await sleep(25);
    }
  }
}

/** Counted only after the ledger has it. */
function tell(): void {
  if (acknowledged > told) process.send?.({ acknowledged: acknowledged - told });
  told = acknowledged;
}
