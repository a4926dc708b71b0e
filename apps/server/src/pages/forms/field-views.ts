import { NONE, type WrongField } from './fields-typed.js';
import type { About, Field, Step, Typed } from './form.js';
import { labelOf, questionOf } from './form-walk.js';
import { typedText } from './input-typed.js';
import { rowViews } from './rows-shown.js';
import { severalShown, severalViews } from './several-typed.js';

/** The fields of a step as the template draws them: with what was typed, and what is wrong with it. */
export const fieldViews = <Known>(
  step: Step<Known>,
  about: About<Known>,
  typed: Typed,
  wrong: readonly WrongField[],
) => step.fields.map((field) => fieldView(field, { step, about, typed, wrong }));

type Drawn<Known> = Readonly<{
  step: Step<Known>;
  about: About<Known>;
  typed: Typed;
  wrong: readonly WrongField[];
}>;

function fieldView<Known>(field: Field<Known>, { step, about, typed, wrong }: Drawn<Known>) {
  const { name, kind, hint } = field;
  const isAlone = step.fields.length === 1;
  const error = wrong.find((each) => each.field === name);
  return {
    name,
    kind,
    label: isAlone ? questionOf(step, about) : labelOf(field, step, about),
    isPageHeading: isAlone,
    hint: typeof hint === 'function' ? hint(about) : hint,
    error: error?.message,
    instead: error?.instead,
    value: name in typed ? typedText(typed, name) : (field.suggests?.(about) ?? ''),
    ...ofKind(field, about, typed, wrong),
  };
}

function ofKind<Known>(
  field: Field<Known>,
  about: About<Known>,
  typed: Typed,
  wrong: readonly WrongField[],
) {
  const { name } = field;
  const error = wrong.find((each) => each.field === name);
  switch (field.kind) {
    case 'text':
      return {
        classes: `nhsuk-input--width-${String(field.width ?? 20)}`,
        inputmode: field.isNumber ? 'numeric' : undefined,
        orNone: field.orNone,
        noneName: name + NONE,
        isNone: typedText(typed, name + NONE) !== '',
      };
    case 'words':
      return { rows: field.rows ?? 5 };
    case 'choice':
    case 'select': {
      const chosen = [typedText(typed, name)];
      return { items: field.options(about).map((each) => itemOf(each, chosen)) };
    }
    case 'several': {
      const { chosen, others } = severalViews(field, severalShown(field, typed, about), about);
      const items = field.options(about).map((each) => itemOf(each, chosen));
      return { items, others, isOfOthers: error?.input !== name };
    }
    case 'rows':
      return rowViews(field, typed, about, wrong);
    case 'day':
      return { items: dayItems(name, typed, error) };
  }
}

const itemOf = (
  { value, text, hint }: Readonly<{ value: string; text: string; hint?: string }>,
  chosen: readonly string[],
) => ({
  value,
  text,
  ...(hint === undefined ? {} : { hint: { text: hint } }),
  checked: chosen.includes(value),
  selected: chosen.includes(value),
});

/** Where one part is wrong, that one is marked; else all three. */
const dayItems = (name: string, typed: Typed, error: WrongField | undefined) =>
  [
    { part: 'day', label: 'Day', width: 2, inputmode: 'numeric' },
    { part: 'month', label: 'Month', width: 5, inputmode: 'text' },
    { part: 'year', label: 'Year', width: 4, inputmode: 'numeric' },
  ].map(({ part, ...drawn }) => ({
    ...drawn,
    id: `${name}-${part}`,
    name: `${name}-${part}`,
    value: typedText(typed, `${name}-${part}`),
    error: error?.input === `${name}-${part}`,
  }));
