import { asKnown, type EffectiveDay } from '#vocabulary';

/** The data of a fact, as far as columns look into it. */
export type FactData = Readonly<Record<string, unknown>>;

/** One column of a register: the same in its template, its data dictionary, its check and its export. */
export type Column = Readonly<{
  name: string;
  needed: boolean;
  /** A date, in one of the ways people write one. */
  isDate?: true;
  /** Money in it is a whole number of pence; what is not money, a number of its unit. */
  isPence?: true;
  description: string;
  /** As it stands in the example row of the template; empty where that leaves it out. */
  example: string;
  /** The field of the entry that it fills, as a path: "source.name". */
  field: string;
  /** What its text fills the field with; the text itself where this is left out. */
  into?: (text: string) => unknown;
  /** What a fact says in it; what stands at the path of the field where this is left out. */
  of?: (data: FactData) => string | undefined;
}>;

type Described = Omit<Column, 'needed'>;

export const needed = (column: Described): Column => ({ ...column, needed: true });
export const optional = (column: Described): Column => ({ ...column, needed: false });

/** The text of a fact in a column; empty where the fact says nothing of it. */
export const textIn = (data: FactData, { field, of }: Column): string =>
  (of === undefined ? textAt(data, field) : of(data)) ?? '';

/** What stands at a path, in words; undefined where nothing does. */
export const textAt = (data: FactData, path: string): string | undefined =>
  inWords(valueAt(data, path));

/** What stands at a path; undefined where something on the way is missing. */
const valueAt = (data: FactData, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null
          ? (value as Record<string, unknown>)[name]
          : undefined,
      data,
    );

function inWords(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(', ') : undefined;
}

/** "yes" and "no", as people write them; anything else is left for the entry to refuse. */
export function yesOrNo(text: string): unknown {
  const word = text.toLowerCase();
  if (['yes', 'y', 'true'].includes(word)) return true;
  return ['no', 'n', 'false'].includes(word) ? false : text;
}

const effectiveOf = ({ effective }: FactData): EffectiveDay => effective as EffectiveDay;
const between = (data: FactData, end: 'earliest' | 'latest') =>
  effectiveOf(data).precision === 'between' ? effectiveOf(data)[end] : undefined;

/** When an entry was so: a date, a span, or since before our records. */
export const whenColumns = (example: string): readonly Column[] => [
  optional({
    name: 'date',
    isDate: true,
    description:
      'When it took effect: a day, month, year or financial year. Leave it out if you fill in date_from and date_to, or since_before_records',
    example,
    field: 'effectiveOn',
    of: (data) => (isStatedDate(effectiveOf(data)) ? asKnown(effectiveOf(data)) : undefined),
  }),
  optional({
    name: 'date_from',
    isDate: true,
    description: 'If the day is not known: the first day it may have been',
    example: '',
    field: 'effectiveFrom',
    of: (data) => between(data, 'earliest'),
  }),
  optional({
    name: 'date_to',
    isDate: true,
    description: 'If the day is not known: the last day it may have been',
    example: '',
    field: 'effectiveTo',
    of: (data) => between(data, 'latest'),
  }),
  optional({
    name: 'since_before_records',
    description: 'yes, if it has been so since before our records',
    example: '',
    field: 'sinceBeforeRecords',
    into: yesOrNo,
    of: (data) => (effectiveOf(data).precision === 'before-records' ? 'yes' : undefined),
  }),
];

const isStatedDate = ({ precision }: EffectiveDay): boolean =>
  ['day', 'month', 'year', 'financial-year'].includes(precision);

/** Where an entry was taken from, what shows for it, and why it comes late. */
export const backgroundColumns = (
  source: 'source needed' | 'source optional',
): readonly Column[] => [
  (source === 'source needed' ? needed : optional)({
    name: 'source',
    description: 'Where this came from, up to 300 characters',
    example: 'Monthly return',
    field: 'source.name',
  }),
  ...(
    [
      ['source_link', 'url', 'A link to it that starts with https://'],
      ['source_stated_on', 'statedOn', 'When the source said it'],
      ['source_published_on', 'publishedOn', 'When that was published'],
      ['source_gathered_on', 'gatheredOn', 'When it was read, if the source has no date'],
    ] as const
  ).map(([name, field, description]) =>
    optional({
      name,
      description,
      example: '',
      field: `source.${field}`,
      ...(name === 'source_link' ? {} : { isDate: true }),
    }),
  ),
  optional({
    name: 'source_order',
    description: 'Place among undated statements of the source: 1, 2, 3',
    example: '',
    field: 'source.order',
    into: (text) => (/^\d{1,9}$/.test(text) ? Number(text) : text),
  }),
  optional({
    name: 'source_caution',
    description: 'What the source leaves uncertain, up to 300 characters',
    example: '',
    field: 'source.caution',
  }),
  optional({
    name: 'evidence',
    description: 'Reference of a piece of evidence, up to 200 characters',
    example: '',
    field: 'evidence',
  }),
  optional({
    name: 'reason',
    description: 'Why it is recorded more than 12 months later, up to 500 characters',
    example: '',
    field: 'reason',
  }),
];
