import type { About, Several, Typed } from './form.js';
import { typedText } from './input-typed.js';

const BETWEEN = ', ';
/** One more than an entry may name, so that its shape refuses what are too many. */
const MOST_TICKS = 501;
const OTHERS = '-others';

type Named<Known> = Several<Known> & Readonly<{ name: string; empty?: string; missing?: string }>;

/** What was ticked of several: one tick is sent as a text, more as a list. */
export const ticksIn = (typed: Typed, input: string): readonly string[] => {
  const value = typed[input];
  const ticked: readonly unknown[] = Array.isArray(value) ? value : listed(value);
  return ticked.filter((each) => typeof each === 'string').slice(0, MOST_TICKS);
};

const listed = (value: unknown): readonly string[] =>
  typeof value === 'string' && value !== '' ? value.split(BETWEEN) : [];

/** The inputs of a field that came, as they were typed. */
export const severalInputsOf = (
  { name }: Readonly<{ name: string }>,
  typed: Typed,
): Readonly<Record<string, string>> => ({
  ...(name in typed && { [name]: ticksIn(typed, name).join(BETWEEN) }),
  ...(name + OTHERS in typed && { [name + OTHERS]: typedText(typed, name + OTHERS) }),
});

/** The inputs that an answer would have been given by: what is not listed is typed. */
export function severalInputsFrom<Known>(
  { name, options, others }: Named<Known>,
  answer: string,
  about: About<Known>,
): Readonly<Record<string, string>> {
  if (others === undefined) return { [name]: answer };
  const offered = new Set(options(about).map(({ value }) => value));
  const [ticks, written] = [true, false].map((isOffered) =>
    listed(answer).filter((each) => offered.has(each) === isOffered),
  );
  return { [name]: ticks?.join(BETWEEN) ?? '', [name + OTHERS]: written?.join(BETWEEN) ?? '' };
}

/** What was typed, or where nothing was yet, what is suggested. */
export function severalShown<Known>(
  field: Named<Known> & Readonly<{ suggests?: (about: About<Known>) => string }>,
  typed: Typed,
  about: About<Known>,
): Typed {
  const { name, suggests } = field;
  if (suggests === undefined || name in typed || name + OTHERS in typed) return typed;
  return severalInputsFrom(field, suggests(about), about);
}

/** Reads what was ticked and what was typed beside it; a tick that was not offered is none. */
export function readSeveral<Known>(
  { name, options, others, empty, missing }: Named<Known>,
  typed: Typed,
  about: About<Known>,
): Readonly<{ value: string; error?: string }> {
  const ticks = ticksIn(typed, name);
  const offered = options(about).map(({ value }) => value);
  const written =
    others === undefined ? [] : writtenIn(typed, name).map((each) => others.reads(each, about));
  const value = [...new Set([...ticks, ...written])].join(BETWEEN);
  const isWrong = ticks.some((tick) => !offered.includes(tick));
  return isWrong || (value === '' && empty === undefined)
    ? { value, error: missing ?? 'Select from what is listed' }
    : { value };
}

const writtenIn = (typed: Typed, name: string): readonly string[] =>
  typedText(typed, name + OTHERS)
    .split(/[\s,;]+/)
    .filter((each) => each !== '');

/** The input of what cannot be wrong because it was ticked. */
export const inputOfOthers = <Known>(
  { name, options, others }: Named<Known>,
  about: About<Known>,
): string => (others === undefined || options(about).length === 0 ? name : name + OTHERS);

/** What is ticked, and what stands beside it: where nothing is listed, that alone, and as the field itself. */
export function severalViews<Known>(
  field: Named<Known>,
  typed: Typed,
  about: About<Known>,
): Readonly<{ chosen: readonly string[]; others: object | undefined }> {
  const { name, others } = field;
  return {
    chosen: ticksIn(typed, name),
    others: others && {
      id: inputOfOthers(field, about),
      name: name + OTHERS,
      label: others.label,
      hint: others.hint(about),
      value: typedText(typed, name + OTHERS),
    },
  };
}
