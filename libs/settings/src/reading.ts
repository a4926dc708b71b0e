import { validateSync } from 'class-validator';
import { PlainFailure } from './plain-failure.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The value of an environment variable, or what holds where it is not set or empty. */
export type Given = (name: string, otherwise: string) => string;

/** Settings that hold, or a PlainFailure whose sentence says what is wrong with one of them. */
export function readSettings<Settings extends object>(
  environment: Environment,
  make: (given: Given) => Settings,
): Settings {
  const unknown = Object.keys(environment).find((name) => name.startsWith('TRACKER_'));
  if (unknown !== undefined) {
    throw new PlainFailure(
      `There is no setting named ${unknown}: the README lists the settings, none of which begins with TRACKER_.`,
    );
  }
  const settings = make(givenIn(environment));
  const [wrong] = validateSync(settings);
  const [sentence] = Object.values(wrong?.constraints ?? {});
  if (sentence !== undefined) throw new PlainFailure(sentence);
  return settings;
}

/** What is no whole number becomes NaN, for the validation to refuse. */
export const numberOf = (text: string): number => (/^\d+$/.test(text) ? Number(text) : Number.NaN);

/** What is neither yes nor no stays what it is, for the validation to refuse. */
export const flagOf = (text: string): boolean =>
  flags.get(text.toLowerCase()) ?? (text as unknown as boolean);

const flags = new Map([
  ['true', true],
  ['on', true],
  ['false', false],
  ['off', false],
]);

const givenIn =
  (environment: Environment): Given =>
  (name, otherwise) => {
    const value = environment[name]?.trim() ?? '';
    return value === '' ? otherwise : value;
  };
