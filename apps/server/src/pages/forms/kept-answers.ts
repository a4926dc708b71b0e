import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { clientOf } from '../../api/who/actor.js';
import { actorOf } from '../../api/who/who.guard.js';
import { Drafts, type ReceiptKept } from './drafts.js';
import { toPage } from './form-address.js';
import { FormViews, type Opened, type Visit } from './form-views.js';
import { firstOpen } from './form-walk.js';
import type { About, Answers, Questions } from './form.js';

/** Keeps what somebody answers in a form, for them alone, and leads them on. */
@Injectable()
export class KeptAnswers {
  constructor(
    private readonly drafts: Drafts,
    private readonly views: FormViews,
  ) {}

  /** The first of them, where they came in another way than by a question; then what is left to ask. */
  async begin<Known>(opened: Opened<Known>, answers: Answers): Promise<void> {
    const draft = randomUUID();
    const about = { ...opened, answers };
    await this.drafts.save(keyOf(opened, draft), answers, titleOf(opened.form, about));
    const first = firstOpen(opened.form, about);
    toPage({ ...opened, draft }, first?.name ?? 'check');
  }

  async keep<Known>(visit: Visit<Known>, answers: Answers, next: string): Promise<void> {
    const all = { ...visit.about.answers, ...answers };
    const title = titleOf(visit.form, { ...visit.about, answers: all });
    const isKept = await this.drafts.save(keyOf(visit, visit.draft), all, title);
    if (isKept) toPage(visit, next);
    else this.views.gone(visit);
  }

  async finish<Known>(visit: Visit<Known>, receipt: ReceiptKept): Promise<void> {
    await this.drafts.finish(keyOf(visit, visit.draft), receipt);
    toPage(visit, 'done');
  }
}

/** "Record a value of a benefit: Nursing time freed". */
function titleOf<Known>({ title, names }: Questions<Known>, about: About<Known>): string {
  const named = names?.(about);
  return named === undefined ? title : `${title}: ${named}`;
}

const keyOf = <Known>({ request, address }: Opened<Known>, id: string) => ({
  ...{ id, form: address },
  owner: clientOf(actorOf(request)),
});
