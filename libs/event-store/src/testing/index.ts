export { measureAppends, measureReading, type AppendSpeed } from './measure.js';
