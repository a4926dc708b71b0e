import type { ProfileAnswer } from '#read-models';
import { dayInWords, type FactId } from '#vocabulary';
import type { Names } from '../names.js';
import { uncapital } from '../stages-in-words.js';

/** A line of a summary list: one value, or several as a list; a value may lead to its page or its entry. */
export type ProfileRow = Readonly<{
  key: string;
  values: readonly Readonly<{ text: string; href?: string; factId?: FactId; entry?: string }>[];
}>;

const kindsInWords = {
  trust: 'NHS trust',
  icb: 'Integrated care board',
  region: 'NHS England region',
} as const;

/** Who this is, under whom it counts, and what came before and after it. */
export function profileRows(
  { organisation, predecessors }: ProfileAnswer,
  names: Names,
  query: string,
): readonly ProfileRow[] {
  const { code, kind, open, closedOn, successors, trustType, icb, region } = organisation;
  const linked = (each: string) => ({
    text: names.organisation(each),
    href: `/organisations/${each}${query}`,
  });
  const closed =
    closedOn === undefined ? 'Closed' : `Closed: its last day was ${dayInWords(closedOn)}`;
  return [
    { key: 'ODS code', values: [{ text: code }] },
    {
      key: 'Type',
      values: [{ text: kind === 'trust' ? typeInWords(trustType) : kindsInWords[kind] }],
    },
    { key: 'Status', values: [{ text: open ? 'Open' : closed }] },
    ...(successors.length === 0 ? [] : [{ key: 'Succeeded by', values: successors.map(linked) }]),
    ...(open || successors.length > 0
      ? []
      : [{ key: 'Succeeded by', values: [{ text: 'No successor is recorded' }] }]),
    ...(predecessors.length === 0
      ? []
      : [{ key: 'Successor of', values: predecessors.map(linked) }]),
    ...(kind === 'trust'
      ? [
          {
            key: 'Integrated care board (ICB)',
            values: [icb === null ? { text: 'Unassigned' } : linked(icb)],
          },
        ]
      : []),
    ...(kind === 'region'
      ? []
      : [
          {
            key: 'NHS England region',
            values: [region === null ? { text: 'Unassigned' } : linked(region)],
          },
        ]),
  ];
}

const typeInWords = (trustType: string | undefined): string =>
  trustType === undefined ? 'NHS trust (type not known)' : `NHS trust (${uncapital(trustType)})`;
