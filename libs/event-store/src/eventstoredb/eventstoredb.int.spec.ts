import { describeEventStore } from '#event-store/testing';
import { onTestServer } from '../../../../test/support/eventstoredb-log.js';

describeEventStore('EventStoreDB', () => onTestServer(), { findsIds: 'at-the-same-revision' });
