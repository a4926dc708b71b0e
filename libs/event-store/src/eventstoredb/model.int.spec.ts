import { checkAgainstModel } from '#event-store/testing';
import { onTestServer } from '../../../../test/support/eventstoredb-log.js';

checkAgainstModel('EventStoreDB', () => onTestServer({ longestWait: 1_000 }), {
  positions: 'growing',
  refusesMisuse: false,
  tellsRepeats: false,
});
