import type { KnownFact } from '#facts';
import type { ProfileAnswer, TimelineFact } from '#read-models';
import { isoDate, odsCode, spanOf, statedDate, type EffectiveDay, type FactId } from '#vocabulary';
import { eprRows } from './epr-rows.js';

describe('What a trust’s page says of its record', () => {
  it('tells a status and a go-live after it, each with its day and its source', () => {
    expect(
      saidOf({ eprStatus: status('2024-10-01', 'Dedalus'), live: [live('2025-07-14')] }),
    ).toEqual([
      'Went live with Oracle Health (Cerner) on 14 July 2025. Source: sheffieldtribune.co.uk, published 2025',
      'Has an EPR, by Dedalus, as at 1 October 2024. Source: NHS England',
    ]);
  });

  it('tells a go-live at several sites once', () => {
    const at = (site: string) => ({ ...live('2025-07-14'), subject: `rhq-oracle@${site}` });
    expect(saidOf({ live: [at('RHQ01'), at('RHQ02')] })).toEqual([
      'Went live with Oracle Health (Cerner) at sites RHQ01 and RHQ02 on 14 July 2025. Source: sheffieldtribune.co.uk, published 2025',
    ]);
  });

  it.each([
    ['2025-11', 'in November 2025'],
    ['2013', 'in 2013'],
  ])('knows the day of a go-live in %s no better than its source', (stated, words) => {
    expect(saidOf({ live: [live(stated)] })[0]).toContain(`(Cerner) ${words}. Source`);
  });

  it('says whose record was retired, though the retirement names nobody', () => {
    expect(saidOf({ live: [retired] })[0]).toContain('Oracle Health (Cerner) retired on');
  });

  it('says that nothing is recorded', () => {
    expect(saidOf({})).toEqual(['No statement is recorded']);
  });

  it('tells a forecast whose day is over without a go-live', () => {
    expect(plansOf({ goLivePlans: [plan] })).toEqual([
      'Go-live of Oracle Health (Cerner) now forecast for 19 October 2026, stated on 14 January 2026. 19 October 2026 has passed, and no go-live is recorded. Source: digitalhealth.net',
    ]);
  });

  it('leaves a forecast that lies ahead as it was said', () => {
    const before = { goLivePlans: [plan], asOf: isoDate('2026-10-19') };
    expect(plansOf(before)[0]).not.toContain('has passed');
  });

  it('tells no forecast of what went live since', () => {
    expect(plansOf({ goLivePlans: [plan], live: [live('2026-10-20')] })).toEqual([]);
  });

  it('tells no forecast of a module that went live since, but of another', () => {
    const of = (module: string) => ({ ...plan, subject: `${plan.subject}/${module}` });
    const maternity = live('2026-10-20');
    const went = { ...maternity, value: { ...maternity.value, module: 'maternity' } };
    expect(plansOf({ goLivePlans: [of('maternity')], live: [went] })).toEqual([]);
    expect(plansOf({ goLivePlans: [of('epma')], live: [went] })).toHaveLength(1);
  });

  it('tells no go-live that was cancelled', () => {
    const cancelled: KnownFact<'go-live-plan'> = { ...plan, value: { state: 'cancelled' } };
    expect(plansOf({ goLivePlans: [plan, cancelled] })).toEqual([]);
  });
});

type Known = Partial<Pick<ProfileAnswer, 'eprStatus' | 'live' | 'goLivePlans' | 'asOf'>>;

const rowsOf = (known: Known) =>
  eprRows(
    { asOf: isoDate('2026-11-24'), live: [], goLivePlans: [], ...known },
    { facts, names, own: odsCode('RHQ') },
  ).map(({ values }) => values.map(({ text }) => text));
const saidOf = (known: Known) => rowsOf(known)[0] ?? [];
const plansOf = (known: Known) => rowsOf(known)[1] ?? [];

const on = (stated: string): EffectiveDay => spanOf(statedDate(stated));
const common = { order: 0, firstEntry: 1, entry: 1, eventId: 'e' };

const status = (day: string, supplier: string): KnownFact<'epr-status'> => ({
  ...common,
  kind: 'epr-status',
  subject: '',
  factId: 'status' as FactId,
  effective: on(day),
  value: { hasEpr: true, supplier },
});
const live = (stated: string): KnownFact<'live'> => ({
  ...common,
  kind: 'live',
  subject: 'rhq-oracle-health-cerner',
  factId: 'live' as FactId,
  effective: on(stated),
  value: { live: true, instance: 'rhq-oracle-health-cerner', supplier: 'Oracle Health (Cerner)' },
});
const retired: KnownFact<'live'> = {
  ...live('2026-03-31'),
  value: { live: false, instance: 'rhq-oracle-health-cerner' },
};
const plan: KnownFact<'go-live-plan'> = {
  ...common,
  kind: 'go-live-plan',
  subject: 'rhq-oracle-health-cerner',
  factId: 'plan' as FactId,
  effective: on('2026-01-14'),
  value: { state: 'revised', plannedGoLive: statedDate('2026-10-19') },
};

const stated = (
  fact: KnownFact,
  source: NonNullable<NonNullable<TimelineFact['basis']>['source']>,
): TimelineFact => ({
  ...common,
  factId: fact.factId,
  status: 'current',
  stands: true,
  effective: fact.effective,
  values: [{ kind: fact.kind, subject: fact.subject, value: fact.value }],
  basis: { source },
  restsOnMended: [],
  history: [],
});

const names = { organisation: (code: string) => code, capability: (code: string) => code };

const facts = [
  stated(status('2024-10-01', 'Dedalus'), { name: 'NHS England' }),
  stated(live('2025-07-14'), { name: 'sheffieldtribune.co.uk', publishedOn: statedDate('2025') }),
  stated(plan, { name: 'digitalhealth.net' }),
];
