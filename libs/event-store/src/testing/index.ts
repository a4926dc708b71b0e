export { describeEventStore } from './contract.js';
export { type FreshLog, type LogUnderTest } from './log-under-test.js';
export { measureAppends, measureReading, type Appends, type AppendSpeed } from './measure.js';
export { checkAgainstModel, type ModelOptions } from './model/check.js';
