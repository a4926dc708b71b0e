import type { CohortFilter, Lens } from '#read-models';
import { parseOdsCode, trustTypes } from '#vocabulary';
import { wrong } from '../../api/http/problem.js';
import { isDemonstration } from '../programme-asked.js';
import type { Names } from '../names.js';
import { textOf } from '../typed-text.js';

type Query = Readonly<Record<string, unknown>>;

/** The trusts that an address asks about, in the words of the API. */
export function cohortIn({ programme, icb, region, trustType }: Query): CohortFilter {
  const type = textOf(trustType);
  const known = [...trustTypes, 'unassigned' as const].find((each) => each === type);
  if (type !== '' && known === undefined) {
    throw wrong('?trustType', 'not-a-choice', `Enter one of: ${trustTypes.join(', ')}`);
  }
  return {
    demonstration: isDemonstration(programme),
    ...placeIn('icb', icb),
    ...placeIn('region', region),
    ...(known === undefined ? {} : { trustType: known }),
  };
}

function placeIn(name: 'icb' | 'region', given: unknown) {
  const text = textOf(given);
  if (text === '') return {};
  const code = text === 'unassigned' ? text : parseOdsCode(text);
  if (code !== undefined) return { [name]: code };
  throw wrong(`?${name}`, 'not-a-code', 'Enter an ODS code that exists, like RXX');
}

/** "Trusts in England, North West (Y62), Acute, as they are together today". */
export function cohortInWords(
  { demonstration, icb, region, trustType }: CohortFilter,
  { lens, organisation }: Readonly<{ lens: Lens; organisation: Names['organisation'] }>,
): string {
  const place = (code: string | undefined, what: string): readonly string[] =>
    code === undefined ? [] : [code === 'unassigned' ? `in no ${what}` : organisation(code)];
  return [
    demonstration ? 'Trusts in the demonstration programme' : 'Trusts in England',
    ...place(region, 'region'),
    ...place(icb, 'integrated care board'),
    ...(trustType === undefined ? [] : [trustType === 'unassigned' ? 'of no type' : trustType]),
    ...(lens === 'as-is' ? ['as they are together today'] : []),
  ].join(', ');
}

const OF_THE_COHORT = ['programme', 'icb', 'region', 'trustType', 'lens'] as const;

/** What of an address says which trusts it is about, for the links of its page. */
export const cohortParameters = (query: Query): Readonly<Record<string, string>> =>
  Object.fromEntries(
    OF_THE_COHORT.flatMap((name) => {
      const value = textOf(query[name]);
      return value === '' ? [] : [[name, value]];
    }),
  );
