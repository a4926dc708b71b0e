import 'reflect-metadata';
import { setFlagsFromString } from 'node:v8';
import { isLostDatabase, Log, PlainFailure } from '#settings';
import { readConfiguration } from './configuration.js';
import { launch } from './launch.js';

/**
 * By itself the heap grows to four times what lives in it before it is looked through, by which a file
 * of 50,000 rows, nearly all of it garbage at once, takes half a gigabyte. Nothing fails by this.
 */
const HEAP_GROWS_BY_PERCENT = 100;
setFlagsFromString(`--heap-growing-percent=${String(HEAP_GROWS_BY_PERCENT)}`);

const terminal = process.stdout.isTTY;

try {
  const configuration = readConfiguration(process.env, terminal);
  await launch(configuration, new Log(configuration.logLevel, terminal));
} catch (error) {
  const isLost = isLostDatabase(error);
  if (!(error instanceof PlainFailure) && !isLost) throw error;
  const sentence = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${isLost ? 'The database went away during the start: ' : ''}${sentence}\n`);
  process.exitCode = 1;
}
