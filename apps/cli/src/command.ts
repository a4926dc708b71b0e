import type { ParseArgsConfig } from 'node:util';
import type { Terminal } from './terminal.js';

/** What was given by flags; a command names those it needs, so that they are there. */
export type Given = Readonly<Record<string, string | boolean | undefined>>;

export type Command = Readonly<{
  name: string;
  usage: string;
  does: string;
  flags: NonNullable<ParseArgsConfig['options']>;
  needs?: readonly string[];
  run(given: Given, terminal: Terminal): Promise<number>;
}>;

export const text = { type: 'string' } as const;
export const yes = { type: 'boolean' } as const;

/** A flag that `needs` has made sure of, or one that may be left out. */
export const textOf = (given: Given, flag: string): string | undefined => {
  const value = given[flag];
  return typeof value === 'string' ? value : undefined;
};

export const isJson = (given: Given): Readonly<{ json: boolean }> => ({
  json: given['json'] === true,
});
