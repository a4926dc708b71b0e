import { appending } from './contract/appending.js';
import { judging, judgingIds } from './contract/judging.js';
import { reading } from './contract/reading.js';
import { restoring } from './contract/restoring.js';
import { simulating } from './contract/simulating.js';
import { subscribing } from './contract/subscribing.js';
import type { FreshLog } from './log-under-test.js';

/** What an adapter promises beyond the port. */
export type Promises = Readonly<{
  /** An id used anywhere in the log is found; else only where the same revision is asked for again. */
  findsIds: 'everywhere' | 'at-the-same-revision';
}>;

/** Every promise of the port. An adapter is one that passes this. */
export function describeEventStore(
  name: string,
  freshLog: FreshLog,
  promises: Promises = { findsIds: 'everywhere' },
): void {
  describe(`The ${name} event store`, () => {
    appending(freshLog);
    judging(freshLog);
    if (promises.findsIds === 'everywhere') judgingIds(freshLog);
    reading(freshLog);
    subscribing(freshLog);
    restoring(freshLog);
    simulating(freshLog);
  });
}
