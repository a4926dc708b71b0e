import { appending } from './contract/appending.js';
import { judging } from './contract/judging.js';
import { reading } from './contract/reading.js';
import { restoring } from './contract/restoring.js';
import { simulating } from './contract/simulating.js';
import { subscribing } from './contract/subscribing.js';
import type { FreshLog } from './log-under-test.js';

/** Every promise of the port. An adapter is one that passes this. */
export function describeEventStore(name: string, freshLog: FreshLog): void {
  describe(`The ${name} event store`, () => {
    appending(freshLog);
    judging(freshLog);
    reading(freshLog);
    subscribing(freshLog);
    restoring(freshLog);
    simulating(freshLog);
  });
}
