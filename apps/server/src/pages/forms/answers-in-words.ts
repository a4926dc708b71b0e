import { dayInWords, parseIsoDate } from '#vocabulary';
import { labelOf, stepsAsked } from './form-walk.js';
import { filledRows } from './rows-typed.js';
import { ticksIn } from './several-typed.js';
import type { About, Answers, Field, Mending, Questions, Said } from './form.js';

/** One answer on the page that checks them. */
export type AnswerRow = Readonly<{
  name: string;
  step: string;
  question: string;
  value: string;
  /** How it stood, where an entry is put right. */
  before: string | undefined;
  differs: boolean;
  /** It says why an entry is put right, and is no part of that entry. */
  isReason: boolean;
}>;

/** Every question that was asked with its answer, in words. */
export function answerRows<Known>(
  form: Pick<Questions<Known>, 'steps'>,
  about: About<Known>,
  before?: Answers,
): readonly AnswerRow[] {
  return stepsAsked(form, about).flatMap((step) =>
    step.fields.map((field) => {
      const answer = about.answers[field.name] ?? '';
      const old = before?.[field.name];
      const value = answerInWords(field, answer, about);
      // What an answer comes to may lie with those beside it, which stood otherwise too.
      const stood =
        before === undefined || old === undefined
          ? undefined
          : answerInWords(field, old, { ...about, answers: before });
      return {
        name: field.name,
        step: step.name,
        question: labelOf(field, step, about),
        ...{ value, before: stood },
        differs: stood !== undefined && stood !== value,
        isReason: step.isReason === true && stood === undefined,
      };
    }),
  );
}

/** Whether all that a correction would say stands there already. */
export const changesNothing = <Known>(
  form: Pick<Questions<Known>, 'steps'>,
  about: About<Known>,
  mending?: Mending,
): boolean =>
  mending !== undefined &&
  mending.stands === undefined &&
  answerRows(form, about, mending.before).every(
    ({ name, before, differs, isReason }) =>
      isReason || (before === undefined ? (about.answers[name] ?? '') === '' : !differs),
  );

/** What is recorded, for its receipt: what was left out says nothing, nor what a correction left alone. */
export function saidIn<Known>(
  form: Questions<Known>,
  about: About<Known>,
  mending?: Mending,
): Said {
  const { before, stands } = mending ?? {};
  const rows = answerRows(form, about, before).filter(
    ({ name, before: old, differs }) =>
      differs || (old === undefined && (about.answers[name] ?? '') !== ''),
  );
  return [
    ...(stands === undefined ? [] : [{ key: 'What it said', value: stands }]),
    ...rows.map(({ question, value, before: old }) => ({
      ...{ key: question, value },
      ...(old !== undefined && { before: old }),
    })),
    ...(form.worksOut?.(about) ?? []),
  ];
}

function answerInWords<Known>(field: Field<Known>, answer: string, about: About<Known>): string {
  if (answer === '') return field.empty ?? 'Not provided';
  if (field.kind === 'rows') {
    const said = filledRows(answer).map((row) => field.says(row, about));
    const words = said.filter((each) => each !== '').join('\n');
    return words === '' ? (field.empty ?? 'Not provided') : words;
  }
  if (field.inWords !== undefined) return field.inWords(answer, about);
  if (field.kind === 'day') {
    const day = parseIsoDate(answer);
    return day === undefined ? answer : dayInWords(day);
  }
  if (field.kind === 'choice' || field.kind === 'select') {
    return field.options(about).find(({ value }) => value === answer)?.text ?? answer;
  }
  if (field.kind === 'several') {
    const options = field.options(about);
    const ticks = ticksIn({ [field.name]: answer }, field.name);
    const listed = options.filter(({ value }) => ticks.includes(value)).map(({ text }) => text);
    const others = ticks.filter((tick) => options.every(({ value }) => value !== tick));
    return [...listed, ...others].join('\n');
  }
  return field.kind === 'text' && field.isNumber === true ? numberInWords(answer) : answer;
}

/** "10,000.5", however many zeros were typed around it. */
const numberInWords = (answer: string): string =>
  /^-?\d{1,15}(\.\d{1,6})?$/.test(answer)
    ? Number(answer).toLocaleString('en-GB', { maximumFractionDigits: 6 })
    : answer;
