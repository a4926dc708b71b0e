import { parseArgs } from 'node:util';
import { startEventStoreDb } from './index.js';

/** The test server as a process of its own: killed with -9, it has all that it acknowledged. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '2113' },
    data: { type: 'string' },
    unary: { type: 'boolean', default: false },
  },
});

const server = await startEventStoreDb({
  port: Number(values.port),
  offersBatches: !values.unary,
  ...(values.data !== undefined && { dataFile: values.data }),
});
process.stdout.write(`${server.url}\n`);
