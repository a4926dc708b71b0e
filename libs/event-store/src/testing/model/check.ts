import fc from 'fast-check';
import type { FreshLog } from '../log-under-test.js';
import { plans } from './plan.js';
import { Run } from './run.js';
import { faultsOf, textOf, type Promises } from './verify.js';
import type { History } from './history.js';

export type ModelOptions = Partial<Promises> & Readonly<{ runs?: number; seed?: number }>;

/** A run that takes longer hangs, and that is a fault too. */
const LONGEST_RUN_MS = 20_000;
const LONGEST_CHECK_MS = 600_000;
const { MODEL_RUNS, MODEL_SEED, MODEL_PATH } = process.env;

/** Holds an adapter against the reference model; one test more for its suite. */
export function checkAgainstModel(
  name: string,
  freshLog: FreshLog,
  options: ModelOptions = {},
): void {
  describe(`The ${name} event store`, () => {
    it(
      'answers as one log would, whoever asks at once and whatever fails meanwhile',
      async () => {
        expect(await counterexample(freshLog, options)).toBeUndefined();
      },
      LONGEST_CHECK_MS,
    );
  });
}

/** The smallest history found that breaks a promise, with the seed that leads to it again. */
export async function counterexample(
  freshLog: FreshLog,
  { runs = Number(MODEL_RUNS ?? 20), seed, ...given }: ModelOptions = {},
): Promise<string | undefined> {
  const promises: Promises = {
    ...{ positions: 'gapless', refusesMisuse: true, tellsRepeats: true },
    ...given,
  };
  const chosen = seed ?? (MODEL_SEED === undefined ? undefined : Number(MODEL_SEED));
  const property = fc.asyncProperty(
    plans({ misuses: promises.refusesMisuse }),
    fc.scheduler(),
    async (plan, scheduler) => {
      const log = await freshLog();
      try {
        const history = await new Run(log, scheduler).play(plan);
        const faults = faultsOf(history, promises);
        if (faults.length > 0) throw new Error([...faults, ...told(history)].join('\n'));
      } finally {
        await log.dispose();
      }
    },
  );
  const result = await fc.check(property, {
    numRuns: runs,
    timeout: LONGEST_RUN_MS,
    ...(chosen === undefined ? {} : { seed: chosen }),
    ...(MODEL_PATH === undefined ? {} : { path: MODEL_PATH }),
  });
  if (!result.failed) return undefined;
  const { counterexamplePath, counterexample: found, errorInstance } = result;
  return [
    `MODEL_SEED=${String(result.seed)} MODEL_PATH=${counterexamplePath ?? ''} shows it again:`,
    String(errorInstance instanceof Error ? errorInstance.message : errorInstance),
    fc.stringify(found),
  ].join('\n');
}

/** What was answered when, for whoever has to find out why. */
function told({ appends, reads, log }: History): string[] {
  const lines = [
    ...appends.map(({ began, ended, intent, answer }) => ({
      began,
      text: `${String(began)}-${String(ended)} append ${String(intent.number)} to ${intent.stream} after ${String(intent.expected)}: ${textOf(answer)}`,
    })),
    ...reads.map(({ began, ended, what, answer }) => ({
      began,
      text: `${String(began)}-${String(ended)} ${what}: ${answer.map(({ position }) => position).join()}`,
    })),
  ];
  const inLog = log.map(({ position, metadata }) => `${String(position)} ${metadata}`);
  return [
    ...lines.sort((one, other) => one.began - other.began).map(({ text }) => text),
    `the log: ${inLog.join(', ')}`,
  ];
}
