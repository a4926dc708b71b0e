import type { INestApplication } from '@nestjs/common';
import { ReferenceDataLoader } from '#reference-data';
import type { Foundations } from './server.module.js';

/** Loads what is to be there from the start; what is there already is left as it is. */
export async function loadData(
  app: INestApplication,
  { configuration, readiness, log }: Foundations,
): Promise<void> {
  if (!configuration.referenceData) return;
  readiness.enter('loading the public facts about the real trusts');
  const { files } = await app.get(ReferenceDataLoader, { strict: false }).load();
  const recorded = sum(files.map((file) => file.recorded));
  const refused = sum(files.map((file) => file.refused.length));
  log.say(
    recorded === 0
      ? 'Public facts about the real trusts: already there.'
      : `Public facts about the real trusts: ${String(recorded)} rows of ${String(files.length)} files recorded, ${String(refused)} refused.`,
  );
  for (const { file, rows, recorded: now, alreadyThere, refused: no } of recorded === 0
    ? []
    : files) {
    log.say(
      `  ${file}: ${String(rows)} rows, ${String(now)} recorded, ${String(alreadyThere)} there already, ${String(no.length)} refused`,
    );
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
