import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import type { AnyMessage } from '#event-sourcing';
import { FROM_TEXT } from '#organisations';
import type { FieldError } from '../../api/http/problem.js';
import { fieldErrorsOf } from '../../api/http/validation.js';
import type { Context } from '../../api/records/collections.js';
import { firstInputOf, type WrongField } from './fields-typed.js';
import type { Opened } from './form-views.js';
import { fieldAt } from './form-walk.js';
import type { About, Entry, Field, Questions, Step, Typed } from './form.js';
import { typedText } from './input-typed.js';
import { wrongAt } from './rows-typed.js';
import { inputOfOthers } from './several-typed.js';

/**
 * How far the read models had read the log when somebody began to change what stands in it: among the answers, as
 * they may look again.
 */
export const READ_TO = '@read-to';

/** How far was read, as a page of a form brings it along. */
export function readToIn(typed: Typed): string | undefined {
  const readTo = typedText(typed, 'readTo');
  return /^\d{1,19}$/.test(readTo) ? readTo : undefined;
}

/** Of what is about a whole record: whatever is recorded there meanwhile has to be seen first. */
export const anyEntry = (): boolean => true;

type Shape = Readonly<{ toCommand(...given: unknown[]): AnyMessage }>;

/** All that a form hands in, in this order. */
export const entriesOf = <Known>(
  form: Questions<Known>,
  about: About<Known>,
): readonly [Entry, ...Entry[]] => [form.entry(about), ...(form.more?.(about) ?? [])];

/** Where a part of an entry stands among the questions. */
export const standingAt = (
  { at = '' }: Entry,
  errors: readonly FieldError[],
): readonly FieldError[] => errors.map((error) => ({ ...error, pointer: `${at}${error.pointer}` }));

/** The shape of an entry, filled in from texts, and what is wrong with it in its own sentences. */
export async function shaped(
  entry: Entry,
): Promise<Readonly<{ dto: Shape; errors: readonly FieldError[] }>> {
  const { context, collection, body, act } = entry;
  const shapes = {
    record: collection.entry,
    correct: collection.correction,
    withdraw: context.retraction,
  };
  const dto = plainToInstance(shapes[act] as Type<Shape>, body, FROM_TEXT);
  const wrong = await validate(dto, { whitelist: true, forbidNonWhitelisted: true });
  return { dto, errors: standingAt(entry, fieldErrorsOf(wrong)) };
}

/** What the shape of the entry says of the fields of one step; of others nothing was typed yet. */
export async function wrongInShape<Known>(
  { form }: Pick<Opened<Known>, 'form'>,
  about: About<Known>,
  step: Step<Known>,
  known: readonly WrongField[],
): Promise<readonly WrongField[]> {
  const entries = await Promise.all(entriesOf(form, about).map(shaped));
  const isRows = new Set(step.fields.filter(({ kind }) => kind === 'rows').map(({ name }) => name));
  const wrong = entries
    .flatMap(({ errors }) => errors)
    .flatMap(({ pointer, message }) => {
      const found = fieldAt(form, about, pointer);
      if (found?.step.name !== step.name) return [];
      const { field } = found;
      const { name, at } = field;
      const place = { below: pointer.slice(at.length), message };
      return field.kind === 'rows'
        ? [{ field: name, ...wrongAt(field, about.answers, place) }]
        : [{ field: name, input: inputOfWrong(field, about), message }];
    });
  // One sentence a field, the same in the summary and beside it; of rows one an input.
  return wrong.filter(
    ({ field, input }, index) =>
      ![...known, ...wrong.slice(0, index)].some(
        (before) => before.field === field && (before.input === input || !isRows.has(field)),
      ),
  );
}

const inputOfWrong = <Known>(field: Field<Known>, about: About<Known>): string =>
  field.kind === 'several' ? inputOfOthers(field, about) : firstInputOf(field);

export const placeOfEntry = ({ collection, subject }: Entry, code: Opened<unknown>['code']) => ({
  owner: code,
  subject: collection.subject === undefined ? undefined : subject,
});

/** The record in which the entry of a form stands. */
export function streamOf<Known>({
  form,
  about,
  code,
}: Opened<Known> & Readonly<{ about: About<Known> }>): string {
  const entry = form.entry(about);
  return entry.context.stream(placeOfEntry(entry, code), entry.collection);
}

/** The fields of a body that were filled in; one that was left out is none, and not an empty one. */
export const filled = (
  fields: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''),
  );

/** A collection of the API, by the last part of its address. */
export function collectionAt(
  context: Context<string>,
  path: string,
): Pick<Entry, 'context' | 'collection'> {
  const collection = context.collections.find((each) => each.path === path);
  if (collection === undefined) throw new Error(`There is no collection ${path}.`);
  return { context, collection };
}
