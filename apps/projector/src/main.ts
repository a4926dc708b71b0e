import 'reflect-metadata';
import { Log, PlainFailure } from '#settings';
import { readConfiguration } from './configuration.js';
import { launch } from './launch.js';

const terminal = process.stdout.isTTY;

try {
  const configuration = readConfiguration(process.env, terminal);
  await launch(configuration, new Log(configuration.logLevel, terminal));
} catch (error) {
  if (!(error instanceof PlainFailure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
