import type { OptimisationOrder } from '#optimisation';
import { addDays, laterOf, type InstanceId, type IsoDate, type StatedDate } from '#vocabulary';
import { firstDayOf, STARTING_DAY } from '../calendar.js';
import { REPLACEMENT, trusts, type TrustStory } from '../cast.js';
import { between, chanceOf } from '../chance.js';
import {
  factIdOf,
  inTime,
  onDay,
  recorderOf,
  step,
  words,
  type DemonstrationStep,
} from '../step.js';
import { instanceOf, NEW_INSTANCE } from '../story.js';

/** Planned, revised, put off, live, replaced: how each trust came by its EPR. */
export function deployments(): readonly DemonstrationStep[] {
  return trusts
    .filter(({ reports }) => reports)
    .flatMap((trust) => [
      ...goLive(trust),
      ...(waysThere[trust.code] ?? []).flatMap((stage, index) => stated(trust, stage, index)),
    ]);
}

/** The day of going live, with its acceptance for those after the programme began. */
function goLive(trust: TrustStory): readonly DemonstrationStep[] {
  const { code: organisation, wentLive, supplier } = trust;
  if (wentLive === undefined) return [];
  const early = wentLive < STARTING_DAY;
  const recorded = early ? addDays(firstDayOf(0), 1) : addDays(wentLive, 3);
  const name = `go-live ${organisation}`;
  const order = (day: IsoDate, reason?: string): Order => ({
    type: 'RecordGoLive',
    data: {
      organisation,
      instance: instanceOf(trust),
      supplier,
      ...shared(trust),
      ...onDay(day),
      ...(early ? {} : { evidence: `acceptance-${organisation.toLowerCase()}` }),
      ...(reason === undefined ? {} : { reason: words(reason) }),
    },
  });
  const late = 'Recorded when the programme began';
  const recording = step(name, [recorded, '10:00'], recorderOf(organisation), {
    of: 'optimisation',
    command: order(
      organisation === MISDATED ? addDays(wentLive, 7) : wentLive,
      early ? late : undefined,
    ),
  });
  if (organisation !== MISDATED) return [recording];
  const correction = step(
    `${name} corrected`,
    [addDays(recorded, 60), '15:00'],
    recorderOf(organisation),
    {
      of: 'optimisation',
      command: {
        type: 'CorrectFact',
        data: {
          factId: factIdOf(name),
          reason: words('The acceptance certificate is dated a week earlier'),
          order: order(wentLive, late),
        },
      },
      subject: organisation,
    },
  );
  return [recording, correction];
}

type Order = OptimisationOrder;
type Stated = Readonly<{
  on: string;
  says: 'plan' | 'revise' | 'defer' | 'cancel' | 'live' | 'replace' | 'retire' | 'select' | 'sign';
  goLive?: string;
  instance?: string;
  why?: string;
}>;

const LATER_SUPPLIER = 'Rowan Systems (demonstration)';

/** This trust first gave a wrong day for its go-live. */
const MISDATED = 'DEMO03';

/** What was said of go-lives, in the order in which it was said. */
const waysThere: Readonly<Record<string, readonly Stated[]>> = {
  DEMO05: [
    { on: '2023-12-11', says: 'plan', goLive: '2024-11', instance: NEW_INSTANCE },
    {
      on: '2024-08-19',
      says: 'revise',
      goLive: '2025-03-15',
      instance: NEW_INSTANCE,
      why: 'Data migration needs a third rehearsal',
    },
    { on: REPLACEMENT.day, says: 'live', instance: NEW_INSTANCE },
    { on: REPLACEMENT.day, says: 'replace' },
    { on: '2025-06-30', says: 'retire' },
  ],
  DEMO09: [
    { on: '2023-10-10', says: 'plan', goLive: '2024-03' },
    { on: '2024-02-06', says: 'revise', goLive: '2024-05-11', why: 'Training was behind plan' },
  ],
  DEMO10: [
    { on: '2023-10-20', says: 'plan', goLive: '2024-09' },
    { on: '2023-12-14', says: 'sign' },
    { on: '2024-06-04', says: 'revise', goLive: '2024-11', why: 'Interfaces were not ready' },
    { on: '2024-10-15', says: 'defer', goLive: '2025-01', why: 'Winter pressure' },
  ],
  DEMO11: [
    { on: '2023-11-28', says: 'select' },
    { on: '2024-01-16', says: 'plan', goLive: '2025-06' },
    { on: '2025-02-11', says: 'revise', goLive: '2025-08', why: 'Build took longer than planned' },
    { on: '2025-06-10', says: 'revise', goLive: '2025-09-13', why: 'Dress rehearsal repeated' },
  ],
  DEMO12: [
    { on: '2023-10-05', says: 'plan', goLive: '2025-03', instance: 'demo12-first-choice' },
    {
      on: '2024-02-12',
      says: 'cancel',
      instance: 'demo12-first-choice',
      why: 'The business case was not affordable',
    },
    { on: '2024-03-18', says: 'plan', goLive: '2025-10' },
    { on: '2025-05-12', says: 'revise', goLive: '2026-03', why: 'Supplier capacity' },
    { on: '2026-01-20', says: 'defer', why: 'Acceptance testing stopped' },
    { on: '2026-06-15', says: 'revise', goLive: '2027-04', why: 'New plan agreed by the board' },
  ],
};

function stated(trust: TrustStory, stage: Stated, index: number): readonly DemonstrationStep[] {
  const on = stage.on as IsoDate;
  const cutOver = stage.says === 'live' || stage.says === 'replace';
  const days = cutOver ? 3 : between(chanceOf(trust.code, 'stated', index), 2, 9);
  // The end of the old EPR is announced before it comes.
  const recorded = stage.says === 'retire' ? addDays(on, -45) : addDays(on, days);
  const day = laterOf(recorded, addDays(firstDayOf(0), 1));
  const request = { of: 'optimisation', command: orderOf(trust, stage) } as const;
  const name = `${stage.says} ${trust.code} ${stage.on}`;
  return inTime(day) ? [step(name, [day, '11:00'], recorderOf(trust.code), request)] : [];
}

function orderOf(trust: TrustStory, { on, says, ...stage }: Stated): Order {
  const { code: organisation, supplier } = trust;
  const instance = (stage.instance ?? instanceOf(trust)) as InstanceId;
  const plannedGoLive = stage.goLive as StatedDate;
  const planned = stage.goLive === undefined ? {} : { plannedGoLive };
  const why = stage.why === undefined ? {} : { why: words(stage.why) };
  const base = { organisation, instance, ...onDay(on as IsoDate) };
  switch (says) {
    case 'plan':
      return { type: 'PlanDeployment', data: { ...base, supplier, ...planned } };
    case 'revise':
      return { type: 'ReviseGoLiveForecast', data: { ...base, plannedGoLive, ...why } };
    case 'defer':
      return { type: 'DeferGoLive', data: { ...base, ...planned, ...why } };
    case 'cancel':
      return { type: 'CancelGoLive', data: { ...base, ...why } };
    case 'live': {
      const evidence = `acceptance-${instance}`;
      return { type: 'RecordGoLive', data: { ...base, supplier: LATER_SUPPLIER, evidence } };
    }
    case 'retire':
      return { type: 'RetireEpr', data: { ...base, successor: NEW_INSTANCE } };
    case 'replace':
      return {
        type: 'ReplaceEpr',
        data: {
          organisation,
          fromInstance: instance,
          toInstance: NEW_INSTANCE,
          ...onDay(on as IsoDate),
        },
      };
    case 'select':
    case 'sign':
      return {
        type: 'StateMilestone',
        data: {
          organisation,
          milestone: says === 'sign' ? 'contract-signed' : 'supplier-selected',
          supplier,
          ...onDay(on as IsoDate),
        },
      };
  }
}

/** The other trusts on the same EPR. */
function shared(trust: TrustStory) {
  const others = trusts
    .filter((other) => other.code !== trust.code && instanceOf(other) === instanceOf(trust))
    .filter(({ opens, closes }) => opens === undefined && closes === undefined)
    .map(({ code }) => code);
  return others.length === 0 ? {} : { sharedWith: others };
}
