import type { About, Answers, Field, Step, Typed } from './form.js';
import { partsOf, readDay } from './day-typed.js';
import { inThousands } from '../numbers-in-words.js';
import { typedText } from './input-typed.js';
import { inputOf, placeInRows, readRows, rowInputsFrom, rowInputsOf } from './rows-typed.js';
import { readSeveral, severalInputsFrom, severalInputsOf } from './several-typed.js';

/** One thing wrong with a step: in which field, in which input of it, and what to do instead of mending that. */
export type WrongField = Readonly<{
  field: string;
  input: string;
  message: string;
  instead?: Readonly<{ href: string; text: string }>;
}>;

export const NONE = '-none';

/** The inputs of a step alone, as they were typed: what a draft keeps of them. */
export const inputsOf = (step: Step<never>, typed: Typed): Readonly<Record<string, string>> =>
  Object.fromEntries(
    step.fields.flatMap((field): [string, string][] => {
      if (field.kind === 'several') return Object.entries(severalInputsOf(field, typed));
      if (field.kind === 'rows') return Object.entries(rowInputsOf(field, typed));
      return namesOf(field).flatMap((input): [string, string][] =>
        typeof typed[input] === 'string' ? [[input, typedText(typed, input)]] : [],
      );
    }),
  );

/** What answers look like when they are typed again. */
export const typedFrom = <Known>(
  step: Step<Known>,
  about: About<Known>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    step.fields.flatMap((field): [string, string][] => {
      const answer = about.answers[field.name];
      if (answer === undefined) return [];
      if (field.kind === 'rows') return Object.entries(rowInputsFrom(field, answer));
      if (field.kind === 'several') return Object.entries(severalInputsFrom(field, answer, about));
      if (field.kind === 'day') {
        const { day, month, year } = partsOf(answer);
        const { name } = field;
        return [
          [`${name}-day`, day],
          [`${name}-month`, month],
          [`${name}-year`, year],
        ];
      }
      const isNone = field.kind === 'text' && field.orNone !== undefined && answer === '';
      return [
        [field.name, answer],
        ...(isNone ? [[field.name + NONE, 'yes'] as [string, string]] : []),
      ];
    }),
  );

/** Reads a step: an answer for each field, and what cannot be read of them. */
export function readStep<Known>(
  step: Step<Known>,
  typed: Typed,
  about: About<Known>,
): Readonly<{ answers: Answers; wrong: readonly WrongField[] }> {
  const read = step.fields.map((field) => ({
    name: field.name,
    ...readField(field, typed, about),
  }));
  return {
    answers: Object.fromEntries(read.map(({ name, value }) => [name, value])),
    wrong: read.flatMap(({ name, error, input, wrong = [] }) => [
      ...(error === undefined ? [] : [{ field: name, input: input ?? name, message: error }]),
      ...wrong.map((each) => ({ field: name, ...each })),
    ]),
  };
}

type FieldRead = Readonly<{
  value: string;
  error?: string;
  input?: string;
  /** Of several inputs, of which each may be wrong by itself. */
  wrong?: readonly Omit<WrongField, 'field'>[];
}>;

function readField<Known>(field: Field<Known>, typed: Typed, about: About<Known>): FieldRead {
  const { name, missing } = field;
  if (field.kind === 'rows') return readRows(field, typed, about, missing);
  if (field.kind === 'day') return readDayField(name, field, typed, about.today);
  if (field.kind === 'several') return readSeveral(field, typed, about);
  const text = typedText(typed, name);
  if (field.kind === 'text' && field.orNone !== undefined) {
    const isNone = typedText(typed, name + NONE) !== '';
    const isClear = isNone !== (text !== '');
    return isClear || missing === undefined ? { value: text } : { value: text, error: missing };
  }
  const error = text === '' ? missing : whyNot(field, text, about);
  if (error !== undefined) return { value: text, error };
  return { value: field.kind === 'text' && field.isNumber ? text.replace(/[,\s]/g, '') : text };
}

/** A choice that was not offered is none; what else is wrong with a text, its field or the shape says. */
function whyNot<Known>(field: Field<Known>, text: string, about: About<Known>): string | undefined {
  if (field.kind !== 'choice' && field.kind !== 'select') {
    const isNumber = field.kind === 'text' && field.isNumber === true;
    return (isNumber ? tooLarge(field, text, about) : undefined) ?? field.wrong?.(text);
  }
  return field.options(about).some(({ value }) => value === text) ? undefined : field.missing;
}

/** More is a slip of the key; as pounds its pence are still told from the next. */
const LARGEST = 999_999_999_999;

function tooLarge<Known>(
  { label = 'The number' }: Field<Known>,
  text: string,
  about: About<Known>,
): string | undefined {
  const [, sign = '', digits] = /^£?(-?)£?(\d[\d,\s]*)(?:\.\d*)?%?$/.exec(text) ?? [];
  if (digits === undefined || Number(digits.replace(/[,\s]/g, '')) <= LARGEST) return undefined;
  const named = typeof label === 'function' ? label(about) : label;
  return `${named} must be ${sign}${inThousands(LARGEST)} or ${sign === '' ? 'less' : 'more'}`;
}

function readDayField(
  name: string,
  { what, missing, isAhead }: Readonly<{ what: string; missing?: string; isAhead?: true }>,
  typed: Typed,
  today: string,
): FieldRead {
  const part = (of: string) => typedText(typed, `${name}-${of}`);
  const read = readDay({ day: part('day'), month: part('month'), year: part('year') }, what);
  if ('error' in read) {
    return { value: '', error: read.error, input: `${name}-${read.parts[0] ?? 'day'}` };
  }
  const input = `${name}-day`;
  if (read.value === '' && missing !== undefined) return { value: '', error: missing, input };
  return read.value > today && !isAhead
    ? { value: read.value, error: `${what} must be today or in the past`, input }
    : read;
}

/** In the order in which their inputs stand on the page. */
export const asTheyStand = (
  { fields }: Step<never>,
  wrong: readonly WrongField[],
): readonly WrongField[] => {
  const places = new Map(fields.map((field, index) => [field.name, { field, index }]));
  const placeOf = ({ field: name, input }: WrongField) => {
    const { field, index = -1 } = places.get(name) ?? {};
    return { index, within: field?.kind === 'rows' ? placeInRows(field, input) : 0 };
  };
  return wrong
    .map((each) => ({ each, at: placeOf(each) }))
    .sort(({ at: one }, { at: other }) => one.index - other.index || one.within - other.within)
    .map(({ each }) => each);
};

/** The first input of a step: where an error of the whole leads to. */
export const inputIn = ({ fields: [field] }: Step<never>): string =>
  field === undefined ? '' : firstInputOf(field);

/** The first input of a field: where an error of all of it leads to. */
export const firstInputOf = (field: Field<never>): string => {
  if (field.kind === 'rows') return inputOf(field.name, 0, field.cells[0].name);
  return field.kind === 'day' ? `${field.name}-day` : field.name;
};

const namesOf = (field: Field<never>): readonly string[] =>
  field.kind === 'day'
    ? ['day', 'month', 'year'].map((part) => `${field.name}-${part}`)
    : [field.name, field.name + NONE];
