import { TestEventStoreDb, type TestEventStoreDbOptions } from './test-event-store-db.js';

export { EventStoreDbProcess } from './own-process.js';
export type { TestEventStoreDb, TestEventStoreDbOptions } from './test-event-store-db.js';

/** For tests only: it imitates what the client sees of EventStoreDB, see the README. */
export const startEventStoreDb = (
  options: TestEventStoreDbOptions = {},
): Promise<TestEventStoreDb> => TestEventStoreDb.start(options);
