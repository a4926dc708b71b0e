import type { INestApplication } from '@nestjs/common';
import { DemonstrationLoader } from '#demonstration';
import { ReferenceDataLoader, type LoadReport } from '#reference-data';
import { oneAtATime } from './one-at-a-time.js';
import type { Foundations } from './server.module.js';

/**
 * Loads what is to be there from the start; what is there already is left as it is. One server
 * at a time: two would each complete the import with other numbers, and one be refused.
 */
export async function loadData(
  app: INestApplication,
  foundations: Foundations,
  signal: AbortSignal,
): Promise<void> {
  const waiting = () => {
    foundations.readiness.enter('waiting for another server that loads data');
  };
  await oneAtATime(foundations.pool, { signal, waiting }, async () => {
    await loadDemonstration(app, foundations, signal);
    if (!signal.aborted) await loadPublicFacts(app, foundations);
  });
}

/** Before anything else: its instants lie in the past, and no live entry may come before them. */
async function loadDemonstration(
  app: INestApplication,
  { configuration, readiness, log, store }: Foundations,
  signal: AbortSignal,
): Promise<void> {
  if ((await store.standing()) !== 'simulating') return;
  if (!configuration.demonstration) {
    log.say('An earlier start was loading the demonstration; it stays as far as it had come.');
    await store.seal();
    return;
  }
  log.say('Loading the fictional demonstration programme: 24 trusts, three years.');
  let year = '';
  const { outcome, recorded } = await app.get(DemonstrationLoader, { strict: false }).load({
    signal,
    onProgress: ({ done, of, day }) => {
      readiness.enter(`loading the demonstration programme (${percent(done, of)})`);
      if (day.slice(0, 4) === year) return;
      year = day.slice(0, 4);
      log.say(`  ${year} (${percent(done, of)})`);
    },
  });
  if (outcome === 'loaded')
    log.say(`Demonstration programme: ${String(recorded)} entries recorded.`);
}

async function loadPublicFacts(
  app: INestApplication,
  { configuration, readiness, log }: Foundations,
): Promise<void> {
  if (!configuration.referenceData) return;
  readiness.enter('loading the public facts about the real trusts');
  log.say('Loading the public facts about the real trusts.');
  const { files } = await app.get(ReferenceDataLoader, { strict: false }).load();
  for (const sentence of loadInWords(files)) log.say(sentence);
}

const percent = (done: number, of: number): string => `${String(Math.floor((done / of) * 100))} %`;

/** What a load did, file by file, and why it left out what it did; one line where nothing is new. */
export function loadInWords(files: LoadReport['files']): readonly string[] {
  const recorded = sum(files.map((file) => file.recorded));
  const refused = sum(files.map((file) => file.refused.length));
  if (recorded === 0 && refused === 0) return ['Public facts: all there already.'];
  const missing = refused === 0 ? '' : `, ${counted(refused, 'row')} refused: see above`;
  return [
    ...files.flatMap((file) => [
      `  ${file.file}: ${counted(file.rows, 'row')}, ${String(file.recorded)} recorded, ${String(file.alreadyThere)} there already, ${String(file.refused.length)} refused`,
      ...file.refused.map(({ row, sentence }) => `    line ${String(row)}: ${sentence}`),
    ]),
    `Public facts: ${counted(recorded, 'row')} of ${counted(files.length, 'file')} recorded${missing}.`,
  ];
}

const counted = (count: number, word: string): string =>
  `${String(count)} ${word}${count === 1 ? '' : 's'}`;

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
