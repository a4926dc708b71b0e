import { PoolsRegister, type PoolListed } from '#read-models';
import { poolRecords } from '../../api/pools.controller.js';
import { evidence, whyLate, whenStep } from '../forms/common-questions.js';
import { anyEntry, collectionAt, filled } from '../forms/form-entry.js';
import type { Asking, Beside, Entry, Form } from '../forms/form.js';
import { textStep, wordsStep } from '../forms/simple-steps.js';
import { nothingToChange } from '../not-there.js';
import { percentOf, shareTyped } from './benefit-steps.js';
import { benefitHome, benefitTitle, knownBenefit, type KnownBenefit } from './known-benefit.js';

type Known = KnownBenefit &
  Readonly<{
    /** What benefits of this trust draw on today. */
    pools: readonly PoolListed[];
  }>;

const NONE_HELD = 'This benefit holds no share of a pool today, so there is none to release.';

async function knownPools(asking: Asking): Promise<Known> {
  const { queries, code, today } = asking;
  const known = await knownBenefit(asking);
  const answer = await queries.execute(new PoolsRegister({ asOf: today }, { organisation: code }));
  return { ...known, pools: answer?.pools ?? [] };
}

const heldBy = ({ pools, answer: { benefit } }: Known): readonly PoolListed[] =>
  pools.filter(({ shares }) => shares.some((each) => each.benefit === benefit.benefit));

const poolsToday = ({ pools }: Known): Beside | undefined =>
  pools.length === 0
    ? undefined
    : {
        caption: 'Pools that benefits of this trust draw on today',
        head: ['Pool', 'Who holds what', 'Free'],
        numbers: [2],
        rows: pools.map(({ pool, shares, free }) => [
          pool,
          shares.map(({ benefit, share }) => `${benefit} ${percentOf(share)}%`).join(', '),
          `${percentOf(free)}%`,
        ]),
      };

/** A part of a resource that can be saved only once, so that two benefits do not count it twice. */
export const poolClaimForm: Form<Known> = {
  title: 'Claim a share of a pool',
  done: 'Share claimed',
  afterwards: 'Nobody else can claim this share while the benefit holds it.',
  knows: knownPools,
  changes: anyEntry,
  home: benefitHome,
  names: benefitTitle,
  steps: [
    {
      name: 'pool',
      question: 'Which pool does the benefit draw on?',
      fields: [
        {
          ...{ kind: 'text', name: 'pool', at: '/pool' },
          hint: ({ known }) =>
            `A pool is a resource that can be saved only once. Enter ${known.pools.length === 0 ? '' : 'one of those below, or '}a new one in lower-case letters, digits and hyphens, like pharmacy-time.`,
        },
      ],
      beside: ({ known }) => poolsToday(known),
    },
    textStep('share', 'Which share of it, in percent?', {
      at: '/share',
      hint: 'More than 0 and up to 100, like 40. It takes the place of the share held before.',
      missing: 'Enter the share, like 40 or 100',
    }),
    whenStep('From which day is the share held?', 'Enter the day from which the share is held'),
    { ...evidence, question: 'What shows it?' },
    whyLate,
  ],
  entry: ({ answers, known }): Entry => {
    const { pool, share, day, evidence, reason } = answers;
    return {
      ...collectionAt(poolRecords, 'pool-claims'),
      act: 'record',
      subject: pool,
      body: {
        ...{ pool, benefit: known.answer.benefit.benefit, share: shareTyped(share) },
        ...filled({ effectiveOn: day, evidence, reason }),
      },
    };
  },
};

/** From a day on the benefit draws on the resource no more. */
export const poolReleaseForm: Form<Known> = {
  title: 'Release a share of a pool',
  done: 'Share released',
  afterwards: 'Other benefits can claim this share from the day you gave.',
  knows: knownPools,
  whyNot: (asked) =>
    heldBy(asked.known).length === 0 ? nothingToChange(NONE_HELD, benefitHome(asked)) : undefined,
  changes: anyEntry,
  home: benefitHome,
  names: benefitTitle,
  isOnce: true,
  steps: [
    {
      name: 'pool',
      question: 'Which share do you want to release?',
      fields: [
        {
          ...{ kind: 'choice', name: 'pool', at: '/pool' },
          missing: 'Select the share you want to release',
          options: ({ known }) => heldBy(known).map((each) => optionOf(each, known)),
        },
      ],
    },
    wordsStep('why-released', 'Why are you releasing it?', {
      at: '/why',
      hint: 'Up to 500 characters. Do not include patient or staff details.',
      missing: 'Enter why you are releasing it',
    }),
    whenStep('From which day is it released?', 'Enter the day from which it is released'),
    whyLate,
  ],
  entry: ({ answers, known }): Entry => {
    const { pool, day, reason } = answers;
    return {
      ...collectionAt(poolRecords, 'pool-releases'),
      act: 'record',
      subject: pool,
      body: {
        ...{ pool, benefit: known.answer.benefit.benefit, why: answers['why-released'] },
        ...filled({ effectiveOn: day, reason }),
      },
    };
  },
};

const optionOf = ({ pool, shares }: PoolListed, { answer: { benefit } }: Known) => {
  const own = shares.find((each) => each.benefit === benefit.benefit);
  return { value: pool, text: `${percentOf(own?.share)}% of ${pool}` };
};
