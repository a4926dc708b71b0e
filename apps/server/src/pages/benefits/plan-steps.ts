import type { Step } from '../forms/form.js';
import { trajectoryWritten } from './trajectory-typed.js';
import type { KnownBenefit } from './known-benefit.js';

/** What is expected by period; begins with what is expected now. */
export const trajectoryStep = (question: string): Step<KnownBenefit> => ({
  name: 'trajectory',
  question,
  fields: [
    {
      kind: 'words',
      name: 'trajectory',
      at: '/trajectory',
      rows: 14,
      hint: ({ known }) =>
        `One period a line, with no gap between them: a month, a financial year, or a first and a last day. After it, the amount in ${moneyOrUnit(known)}. For example, April 2026 12,500, or 2026/27 150,000, or 1 April 2026 to 15 May 2026 9,000.`,
      missing: 'Enter at least one period',
      suggests: ({ known: { answer } }) => {
        const { forecast, current } = answer.trajectories;
        return trajectoryWritten(forecast ?? current ?? [], answer.benefit.unit);
      },
    },
  ],
});

/** What its amounts are asked for in. */
export const moneyOrUnit = ({ answer: { benefit } }: KnownBenefit): string =>
  benefit.unit === 'pence' ? 'pounds' : benefit.unit;
