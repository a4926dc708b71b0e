import type { Environment } from '#settings';

/** What a command may use of the process it runs in. */
export type Terminal = Readonly<{
  stdout: Readonly<{ write(text: string): unknown }>;
  stderr: Readonly<{ write(text: string): unknown; isTTY?: boolean | undefined }>;
  environment: Environment;
  /** Aborts when somebody wants the command to end. */
  signal: AbortSignal;
}>;

/** What each way to end is told to whoever called; the README lists them. */
export const EXIT = {
  done: 0,
  refused: 1,
  usage: 2,
  /** Nothing was written: what was handed in is wrong, … */
  invalid: 3,
  /** … or what is recorded says otherwise. */
  conflict: 4,
  missing: 6,
  unavailable: 7,
  differs: 8,
  partial: 9,
  interrupted: 130,
} as const;

/** The command line itself is wrong. */
export class UsageError extends Error {}

/** Text for people, or one line of JSON for machines. */
export function answer(
  { stdout }: Terminal,
  { json }: Readonly<{ json?: boolean | undefined }>,
  { fields, lines }: Readonly<{ fields: object; lines: readonly string[] }>,
): void {
  stdout.write(json === true ? `${JSON.stringify(fields)}\n` : `${lines.join('\n')}\n`);
}
