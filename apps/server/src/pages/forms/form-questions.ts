import { HttpStatus, Injectable } from '@nestjs/common';
import type { Draft } from './drafts.js';
import {
  asTheyStand,
  firstInputOf,
  inputIn,
  readStep,
  typedFrom,
  type WrongField,
} from './fields-typed.js';
import { toPage } from './form-address.js';
import { wrongInShape } from './form-entry.js';
import { FormHand } from './form-hand.js';
import { entryHrefOf, FormViews, type Visit } from './form-views.js';
import { firstOpen, placeOf } from './form-walk.js';
import { KeptAnswers } from './kept-answers.js';
import { withMoreRows } from './rows-shown.js';
import { withSuggested } from './suggested.js';
import type { About, Step, Typed } from './form.js';

const OUT_OF_DATE = 'This page had been open for too long. Send it again';

/** The questions of a form, one by one: each is shown, and what is answered is read, judged and kept. */
@Injectable()
export class FormQuestions {
  constructor(
    private readonly views: FormViews,
    private readonly hand: FormHand,
    private readonly answers: KeptAnswers,
  ) {}

  show<Known>(visit: Visit<Known>, page: string, unread: Draft['unread']): void {
    const step = placeOf(visit.form, visit.about, page);
    if (step?.name !== page) {
      toPage(visit, step?.name ?? 'check');
      return;
    }
    const { about } = visit;
    const shown = { ...about, answers: withSuggested(about.answers) };
    const typed = unread?.step === page ? unread.typed : typedFrom(step, shown);
    this.views.question(visit, step, typed);
  }

  refuse<Known>(visit: Visit<Known>, step: Step<Known>, typed: Typed): void {
    const input = inputIn(step);
    visit.response.status(HttpStatus.FORBIDDEN);
    this.views.question(visit, step, typed, [{ field: '', input, message: OUT_OF_DATE }]);
  }

  async take<Known>(visit: Visit<Known>, step: Step<Known>, typed: Typed): Promise<void> {
    const { form, about, response } = visit;
    const longer = withRowsAdded(step, typed);
    if (longer !== undefined) {
      this.views.question({ ...visit, response: response.status(HttpStatus.OK) }, step, longer);
      return;
    }
    const read = readStep(step, typed, about);
    const answered = { ...about, answers: { ...about.answers, ...read.answers } };
    const inShape = await wrongInShape(visit, answered, step, read.wrong);
    const eachWrong = [...read.wrong, ...inShape];
    const wrong =
      eachWrong.length > 0
        ? asTheyStand(step, eachWrong)
        : [...amissIn(step, answered), ...(await this.taken({ ...visit, about: answered }, step))];
    if (wrong.length > 0) {
      this.views.question({ ...visit, response: response.status(400) }, step, typed, wrong);
      return;
    }
    await this.answers.keep(visit, read.answers, firstOpen(form, answered)?.name ?? 'check');
  }

  /** That an earlier entry stands where this one would, as soon as that is known, with the way to correct it. */
  private async taken<Known>(
    visit: Visit<Known>,
    { taken }: Step<Known>,
  ): Promise<readonly WrongField[]> {
    const found = taken && (await this.hand.inTheWay(visit));
    if (taken === undefined || found === undefined) return [];
    const { instead: text, ...wrong } = taken(found.stated);
    // Of a benefit that was handed over, it may stand under the trust that had it then.
    const { organisation = visit.code } = found.stated;
    const href = organisation === visit.code ? entryHrefOf(visit, found.number) : undefined;
    return [{ ...wrong, ...(href && { instead: { href: `${href}/correct`, text } }) }];
  }
}

/** What is wrong with the answers of a step together. */
const amissIn = <Known>(
  { amiss, fields }: Step<Known>,
  about: About<Known>,
): readonly WrongField[] =>
  (amiss?.(about) ?? []).map(({ field: name, input, message }) => {
    const field = fields.find((each) => each.name === name);
    const first = field === undefined ? name : firstInputOf(field);
    return { field: name, input: input ?? first, message };
  });

/** What was typed, with rows more in the field that somebody asked for them in; nothing of it is kept yet. */
function withRowsAdded<Known>(step: Step<Known>, typed: Typed): Typed | undefined {
  const rows = step.fields
    .map((field) => (field.kind === 'rows' ? withMoreRows(field, typed) : undefined))
    .find((each) => each !== undefined);
  return rows && { ...typed, ...rows };
}
