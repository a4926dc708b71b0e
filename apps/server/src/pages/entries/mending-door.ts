import { HttpStatus, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { dayInWords, londonDay, type IsoDate } from '#vocabulary';
import { Problem } from '../../api/http/problem.js';
import { poolRecords } from '../../api/pools.controller.js';
import { withDaysInWords } from '../dates-in-words.js';
import { FormHand } from '../forms/form-hand.js';
import type { Visit } from '../forms/form-views.js';
import { inThousands } from '../numbers-in-words.js';
import { Views } from '../views.js';
import type { EntryFound } from './entry-found.js';
import { withdrawing } from './mending.form.js';

export type Act = 'correct' | 'withdraw';
type Asked = Readonly<{ request: Request; response: Response; today: IsoDate }>;
type No = Readonly<{ title: string; sentence: string }>;

/** Turns away whoever begins to mend an entry that nobody, or not they, may mend, before the first question. */
@Injectable()
export class MendingDoor {
  constructor(
    private readonly hand: FormHand,
    private readonly views: Views,
  ) {}

  showWithdrawn(found: EntryFound, act: Act, response: Response): void {
    const { number, fact } = found;
    const { reason = '', recordedAt = '' } = fact.retraction ?? {};
    this.show(found, response, {
      title: 'This entry was withdrawn already',
      sentence: `Entry ${inThousands(number)} was withdrawn on ${dayInWords(londonDay(recordedAt))}, so there is nothing to ${act}. The reason given was “${withDaysInWords(reason).replace(/\.$/, '')}”. If it was right after all, record it again.`,
    });
  }

  /** Whether the visitor was answered already. */
  async turnsAway(found: EntryFound, act: Act, asked: Asked): Promise<boolean> {
    const { [act]: sentence } = await this.whyNot(found, asked);
    if (sentence === undefined) return false;
    this.show(found, asked.response, { title: `You cannot ${act} this entry`, sentence });
    return true;
  }

  /** What the rules say of either act, asked once. */
  async whyNot(
    found: EntryFound,
    asked: Asked,
  ): Promise<Readonly<Record<Act, string | undefined>>> {
    const withdraw = await this.whyNotWithdraw(found, asked);
    return { withdraw, correct: isClaim(found) ? undefined : withdraw };
  }

  /** What the rules say of a withdrawal: who may not take an entry back may not put it right either. */
  private async whyNotWithdraw(found: EntryFound, asked: Asked): Promise<string | undefined> {
    try {
      await this.hand.in(withdrawal(found, asked), true);
      return undefined;
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status !== 422) throw problem;
      return problem.detail;
    }
  }

  private show({ code, number }: EntryFound, response: Response, no: No): void {
    const status = HttpStatus.UNPROCESSABLE_ENTITY;
    this.views.send(response.status(status), 'problem/problem.njk', {
      ...{ ...no, status },
      wayOut: {
        href: `/organisations/${code}/entries/${String(number)}`,
        text: `Go back to entry ${inThousands(number)}`,
      },
    });
  }
}

/** Who holds what of a pool stands in the way of taking a claim back, and not of putting it right. */
const isClaim = ({ context }: EntryFound): boolean => context === poolRecords;

/** As it would be handed in: whatever reason is given, the rules say the same. */
function withdrawal(found: EntryFound, asked: Asked): Visit<unknown> {
  const answers = { why: 'Whether it may be mended' };
  const about = { code: found.code, today: asked.today, known: undefined };
  return {
    ...asked,
    ...about,
    form: withdrawing(found),
    ...{ address: '', name: '', home: '', kept: undefined, start: {}, readsEntries: true },
    draft: 'at-the-door',
    about: { ...about, answers },
    mending: { factId: found.fact.factId, before: {}, answersTo: () => ({}) },
  };
}
