import 'reflect-metadata';
import { isLostDatabase, Log, PlainFailure } from '#settings';
import { readConfiguration } from './configuration.js';
import { launch } from './launch.js';

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
