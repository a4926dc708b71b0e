import type { About, Field, Questions, Step } from './form.js';

/** The questions that are asked, given the answers so far. */
export const stepsAsked = <Known>(
  { steps }: Pick<Questions<Known>, 'steps'>,
  about: About<Known>,
): readonly Step<Known>[] => steps.filter(({ isAsked }) => isAsked?.(about) ?? true);

/** The first question without an answer; undefined where all are answered. */
export const firstOpen = <Known>(
  form: Pick<Questions<Known>, 'steps'>,
  about: About<Known>,
): Step<Known> | undefined =>
  stepsAsked(form, about).find(({ fields }) =>
    fields.some(({ name }) => about.answers[name] === undefined),
  );

/** Where a step may be shown: itself, or the first question before it that is still open. */
export function placeOf<Known>(
  form: Pick<Questions<Known>, 'steps'>,
  about: About<Known>,
  name: string,
): Step<Known> | undefined {
  const asked = stepsAsked(form, about);
  const here = asked.findIndex((step) => step.name === name);
  const open = firstOpen(form, about);
  if (here < 0) return open;
  return open !== undefined && asked.indexOf(open) < here ? open : asked[here];
}

/** The question before, for the way back. */
export function stepBefore<Known>(
  form: Pick<Questions<Known>, 'steps'>,
  about: About<Known>,
  name: string,
): Step<Known> | undefined {
  const asked = stepsAsked(form, about);
  return asked[asked.findIndex((step) => step.name === name) - 1];
}

/**
 * The field that a part of the body came from, and its step: the one that names it most closely, and
 * of two that fill in the same part the later one, which is asked where the first leaves it open.
 */
export function fieldAt<Known>(
  form: Pick<Questions<Known>, 'steps'>,
  about: About<Known>,
  pointer: string,
): Readonly<{ step: Step<Known>; field: Field<Known> }> | undefined {
  return stepsAsked(form, about)
    .flatMap((step) => step.fields.map((field) => ({ step, field })))
    .filter(({ field: { at } }) => at === pointer || pointer.startsWith(`${at}/`))
    .sort((one, other) => one.field.at.length - other.field.at.length)
    .at(-1);
}

/** What stands beside a field: its label, or the question itself where it is the only one. */
export const labelOf = <Known>(
  { label }: Field<Known>,
  step: Step<Known>,
  about: About<Known>,
): string =>
  label === undefined
    ? questionOf(step, about)
    : typeof label === 'function'
      ? label(about)
      : label;

export const questionOf = <Known>({ question }: Step<Known>, about: About<Known>): string =>
  typeof question === 'string' ? question : question(about);
