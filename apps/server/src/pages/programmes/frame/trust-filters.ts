import type { QueryBus } from '@nestjs/cqrs';
import { OrganisationsOn, type CohortFilter } from '#read-models';
import { parseOdsCode, trustTypes } from '#vocabulary';
import { uncapital } from '../../stages-in-words.js';
import { textOf } from '../../typed-text.js';
import type { ProgrammeOpened } from './programme-frame.js';

export type Choice = Readonly<{ value: string; text: string; selected: boolean }>;

/** A select of a form: what may be chosen, and whether anything was. */
export type Select = Readonly<{
  name: string;
  label: string;
  items: readonly Choice[];
  /** What the address asks for is not in the list. */
  error?: string;
}>;

/** Which trusts of a programme a page is about, as its address says. */
export type TrustsChosen = Readonly<{
  filter: CohortFilter;
  selects: readonly Select[];
  /** Parameters of the API that ask for the same trusts. */
  parameters: Readonly<Record<string, string>>;
}>;

/** By region and type of trust. The page says of what is not in the list that it is wrong. */
export async function trustsChosen(
  queries: QueryBus,
  { request: { query }, now, filter, cohort }: ProgrammeOpened,
): Promise<TrustsChosen> {
  const { organisations } = await queries.execute(
    new OrganisationsOn(now, { kind: 'region', ...filter }),
  );
  const regions = organisations
    .map(({ code, name }) => ({ value: code, text: name }))
    .toSorted((one, other) => one.text.localeCompare(other.text, 'en-GB'));
  const types = trustTypes.map((type) => ({ value: type, text: type }));
  const region = selectOf({ name: 'region', label: 'Region', query }, [...regions, UNASSIGNED]);
  const trustType = selectOf({ name: 'trustType', label: 'Type of trust', query }, [
    ...types,
    UNASSIGNED,
  ]);
  const [inRegion, ofType] = [chosenIn(region), chosenIn(trustType)];
  const code = inRegion === 'unassigned' ? ('unassigned' as const) : parseOdsCode(inRegion ?? '');
  const type = [...trustTypes, 'unassigned' as const].find((each) => each === ofType);
  const place = {
    ...(code === undefined ? {} : { region: code }),
    ...(type === undefined ? {} : { trustType: type }),
  };
  return {
    filter: { ...filter, ...place },
    selects: [region, trustType],
    parameters: { ...cohort, ...place },
  };
}

const UNASSIGNED = { value: 'unassigned', text: 'Unassigned' };

type Named = Readonly<{ name: string; label: string; query: Readonly<Record<string, unknown>> }>;

/** All, or one of the choices. */
export function selectOf(
  { name, label, query }: Named,
  choices: readonly Omit<Choice, 'selected'>[],
): Select {
  const typed = textOf(query[name]);
  const all = [{ value: '', text: 'All' }, ...choices];
  const items = all.map((item) => ({ ...item, selected: item.value === typed }));
  return all.some(({ value }) => value === typed)
    ? { name, label, items }
    : { name, label, items, error: `Select one from the list under “${label}”` };
}

/** Those that ask for something that is not in their list, as the page names them. */
export const wrongIn = (selects: readonly Select[]): readonly { text: string; href: string }[] =>
  selects.flatMap(({ name, error }) =>
    error === undefined ? [] : [{ text: error, href: `#${name}` }],
  );

/** The value that was chosen; undefined where all are shown. */
export const chosenIn = ({ items }: Select): string | undefined =>
  items.find(({ selected, value }) => selected && value !== '')?.value;

/** What is left out by a choice, in words, with an address that takes it back. */
export const removableOf = (
  selects: readonly Select[],
  query: Readonly<Record<string, unknown>>,
): readonly Readonly<{ text: string; without: string }>[] =>
  selects.flatMap((select) => {
    const chosen = select.items.find(({ selected, value }) => selected && value !== '');
    if (chosen === undefined) return [];
    const rest = Object.entries(query).filter(
      (each): each is [string, string] => typeof each[1] === 'string' && each[0] !== select.name,
    );
    return [
      {
        text: `${uncapital(select.label)}: ${chosen.text}`,
        without: `?${new URLSearchParams(rest).toString()}`,
      },
    ];
  });
