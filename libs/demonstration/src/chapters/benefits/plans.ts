import { cadenceMonths, type BenefitProfile } from '#facts';
import { addDays, addMonths, laterOf, type IsoDate, type Office, type PoolTag } from '#vocabulary';
import { firstDayOf, lastDayOf } from '../../calendar.js';
import { between, chanceOf } from '../../chance.js';
import { approverOf, onDay, recorderOf, step, words, type DemonstrationStep } from '../../step.js';
import { expectedVolume } from './amounts.js';
import { about, approval, asked } from './asking.js';
import { changes } from './changes.js';
import { valuedIn } from './kinds.js';
import type { PromisedBenefit } from './promises.js';

/** From the profile to the approval, and all that was said of the plan since. */
export function plansOf(benefit: PromisedBenefit): readonly DemonstrationStep[] {
  const { turns, days } = benefit;
  const steps = [
    profiled(benefit),
    ...mapped(benefit),
    ...(turns.disbenefit === true ? [disbenefit(benefit)] : []),
  ];
  if (turns.waits === 'profiled') return steps;
  const agreed = [...steps, baselined(benefit)];
  if (turns.waits === 'baselined') return agreed;
  return [
    ...agreed,
    ...pooled(benefit),
    asked(benefit, 'approve', [recordedAfter(days.approved, 'approved'), '14:00'], {
      by: approverOf(benefit.trust.code),
      command: {
        type: 'ApproveBenefit',
        data: { ...approval(benefit, 1), ...onDay(days.approved) },
      },
    }),
    ...changes(benefit),
  ];
}

/** What was so before the programme is recorded in its second week. */
const recordedAfter = (day: IsoDate, what: string): IsoDate =>
  laterOf(
    addDays(day, between(chanceOf(day, what), 3, 7)),
    addDays(firstDayOf(0), what === 'profiled' ? 7 : 9),
  );

function profiled(benefit: PromisedBenefit): DemonstrationStep {
  const { kind, trust, turns, days } = benefit;
  const { title, beneficiary, category, objective, owner, measure, stage, capability } = kind;
  const isCash = kind.class === 'CRB';
  const unitValue =
    kind.pence === undefined || isCash
      ? {}
      : {
          unitValue: {
            pence: kind.pence,
            source: 'Unit costs of the region (demonstration)',
            priceYear: '2023/24',
          },
        };
  const profile: BenefitProfile = {
    title: words(title),
    class: kind.class,
    valuedIn: valuedIn(kind),
    beneficiary,
    category,
    objective,
    owner,
    measure: { ...measure, direction: 'higher', lagMonths: 1 },
    targetValue: cadenceMonths[measure.cadence] * expectedVolume(benefit, benefit.days.from + 24),
    capabilities: [capability],
    stage,
    wgllPillar: kind.pillar,
    accountable: 'chief-executive' as Office,
    measurer: 'benefits-office' as Office,
    ...(isCash ? { financeValidator: 'finance-business-partner' as Office } : {}),
    sustainUntil: addMonths(lastDayOf(benefit.days.from), 60),
    ...unitValue,
    discountSet: 'green-book',
    ...(kind.threshold === undefined ? {} : { gate: { capability, threshold: kind.threshold } }),
    assumptions: words('Staff use the record as they were trained to'),
    risks: words('Time that is freed may be taken by other work'),
    optimismBias: { share: 0.1, source: 'Guidance of the region (demonstration)' },
    confidence: kind.class === 'SB' ? 'low' : 'medium',
    fundingRef: `SALLOW-${trust.code}`,
    ...(turns.emergent === true ? { emergent: true } : {}),
  };
  return asked(benefit, 'profile', [recordedAfter(days.profiled, 'profiled'), '10:00'], {
    by: recorderOf(trust.code),
    command: {
      type: 'ProfileBenefit',
      data: { ...about(benefit), profile, ...onDay(days.profiled) },
    },
  });
}

/** From the capability through an outcome, and on to the objective. */
function mapped(benefit: PromisedBenefit): readonly DemonstrationStep[] {
  const { kind, turns, days, trust } = benefit;
  const { weight } = turns;
  if (weight === undefined) return [];
  const outcome = 'used-as-intended';
  const links = [
    { kind: 'outcome', node: outcome, title: words('The record is used as intended') },
    { kind: 'capability', node: kind.capability, weight, through: outcome },
    { kind: 'objective', node: 'objective', title: words(kind.objective) },
  ] as const;
  return links.map((link) =>
    asked(benefit, `link ${link.node}`, [recordedAfter(days.profiled, 'profiled'), '11:00'], {
      by: recorderOf(trust.code),
      command: { type: 'LinkBenefit', data: { ...about(benefit), link, ...onDay(days.profiled) } },
    }),
  );
}

const disbenefit = (benefit: PromisedBenefit): DemonstrationStep =>
  asked(benefit, 'disbenefit', [addDays(firstDayOf(8), 10), '10:00'], {
    by: recorderOf(benefit.trust.code),
    command: {
      type: 'RecordDisbenefit',
      data: {
        ...about(benefit),
        disbenefit: 'doctors-entry',
        title: words('Prescribing takes doctors longer than on paper'),
        bearer: 'Resident doctors',
        measure: 'Value of hours a month',
        unit: 'pence',
        value: 410_000,
        ...onDay(firstDayOf(8)),
      },
    },
  });

function baselined(benefit: PromisedBenefit): DemonstrationStep {
  const { kind, days, trust } = benefit;
  const to = addDays(days.baselined, -18);
  return asked(benefit, 'baseline', [recordedAfter(days.baselined, 'baselined'), '10:00'], {
    by: recorderOf(trust.code),
    command: {
      type: 'AgreeBaseline',
      data: {
        ...about(benefit),
        value: kind.baseline,
        period: { from: addDays(to, -90), to },
        method: 'Counted on all wards for three months',
        sampleSize: 60 * trust.sites.length,
        agreedBy: 'benefits-board' as Office,
        ...onDay(days.baselined),
      },
    },
  });
}

/** A share of what several benefits draw on is claimed before the approval. */
function pooled(benefit: PromisedBenefit): readonly DemonstrationStep[] {
  const { id, kind, turns, days, trust } = benefit;
  if (turns.pool === undefined) return [];
  const data = { ...about(benefit), pool: turns.pool as PoolTag, share: kind.share };
  const day = addDays(days.approved, -14);
  const command = { type: 'ClaimPoolShare', data: { ...data, ...onDay(day) } } as const;
  const request = { of: 'pools', command } as const;
  return [step(`claim ${id}`, [addDays(day, 2), '10:00'], recorderOf(trust.code), request)];
}
