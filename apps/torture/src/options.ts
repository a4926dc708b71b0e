import { parseArgs } from 'node:util';

/** What was asked for on the command line. The run goes on until every amount named is reached. */
export type Options = Readonly<{
  minutes: number;
  kills: number;
  appends: number;
  seed: number;
  writers: number;
  /** Appends that each writer has under way at once. */
  callers: number;
}>;

export function readOptions(given: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...given],
    options: {
      minutes: { type: 'string' },
      kills: { type: 'string' },
      appends: { type: 'string' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      writers: { type: 'string', default: '2' },
      callers: { type: 'string', default: '64' },
    },
  });
  const { minutes, kills, appends } = values;
  const named = [minutes, kills, appends].some((amount) => amount !== undefined);
  return {
    minutes: amountOf('minutes', minutes ?? (named ? '0' : '2')),
    kills: amountOf('kills', kills ?? '0'),
    appends: amountOf('appends', appends ?? '0'),
    seed: amountOf('seed', values.seed),
    writers: amountOf('writers', values.writers),
    callers: amountOf('callers', values.callers),
  };
}

function amountOf(name: string, text: string): number {
  const amount = Number(text);
  if (text.trim() !== '' && Number.isFinite(amount) && amount >= 0) return amount;
  throw new Error(`--${name} must be a number, like --${name}=10.`);
}
