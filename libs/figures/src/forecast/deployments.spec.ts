import type { LedgerValues } from '#facts';
import { isoDate, statedDate } from '#vocabulary';
import { fact } from '../testing/index.js';
import { deploymentsOf, nextDeployment, statedBy, type StatedFact } from './deployments.js';

const LATER = isoDate('2026-12-31');

describe('The day by which something was stated', () => {
  it.each([
    ['the day itself, of what the organisation recorded', {}, '2025-06-30'],
    ['the day its source was made', { statedOn: '2025-08-01' }, '2025-08-01'],
    ['its own day, where the source is vaguer', { statedOn: '2025' }, '2025-06-30'],
    ['its publication, where it is later', { publishedOn: '2026-02' }, '2026-02-28'],
    ['its own day, where it is later than the publication', { publishedOn: '2025' }, '2025-12-31'],
    ['when it was said, not when that was published', said('2025-07-01', '2027'), '2025-07-01'],
  ])('is %s', (_, source, day) => {
    expect(statedBy(plan('2025-06-30', { plannedGoLive: '2026-03' }, source))).toBe(day);
  });
});

describe('A deployment', () => {
  it('is the statements of a plan in their order, and the earliest go-live of its instance', () => {
    const facts = [
      live('2026-02-14', { publishedOn: '2026-03' }),
      plan('2025-08-20', { state: 'deferred', plannedGoLive: '2025-12', supplier: 'Epic' }),
      plan('2025-01-10', { plannedGoLive: '2025-09' }),
      live('2026-05-01', {}, { module: 'theatres' }),
    ];
    expect(deploymentsOf(facts, LATER)).toEqual([
      {
        id: 'RXA epr',
        organisation: 'RXA',
        subject: 'epr',
        supplier: 'Epic',
        expectations: [
          { statedBy: '2025-01-10', expected: '2025-09-30' },
          { statedBy: '2025-08-20', expected: '2025-12-31' },
        ],
        states: [
          { statedBy: '2025-01-10', state: 'business-case' },
          { statedBy: '2025-08-20', state: 'procurement' },
        ],
        happened: { on: '2026-02-14', statedBy: '2026-03-31' },
      },
    ]);
    expect(deploymentsOf(facts, isoDate('2026-03-30'))[0]?.happened).toBeUndefined();
    expect(deploymentsOf(facts, isoDate('2025-01-09'))).toEqual([]);
  });

  it('is in the furthest state that was stated of its way to a contract', () => {
    const [deployment] = deploymentsOf(
      [
        plan('2025-03-01', { plannedGoLive: '2026' }),
        milestone('2025-01-01', 'contract-signed'),
        milestone('2025-02-01', 'supplier-selected'),
        milestone('2025-02-02', 'contract-value'),
      ],
      LATER,
    );
    expect(deployment?.states).toEqual([{ statedBy: '2025-01-01', state: 'implementation' }]);
  });

  it('that was cancelled is given up, and a plan after it is another', () => {
    const attempts = deploymentsOf(
      [
        plan('2008-01-10', { plannedGoLive: '2008-07' }),
        plan('2008-06-30', { state: 'cancelled' }),
        plan('2011-02-28', { plannedGoLive: '2011-07' }),
        live('2011-07-30'),
      ],
      LATER,
    );
    expect(attempts).toMatchObject([
      { id: 'RXA epr', givenUpBy: '2008-06-30', expectations: [{ expected: '2008-07-31' }, {}] },
      { id: 'RXA epr after 2008-06-30', happened: { on: '2011-07-30' } },
    ]);
    expect(attempts[0]?.happened).toBeUndefined();
  });

  it('is not made of a cancellation alone', () => {
    expect(deploymentsOf([plan('2008-06-30', { state: 'cancelled' })], LATER)).toEqual([]);
  });

  it('of a module is live with the module, or with all of the instance', () => {
    const theatres = plan('2025-01-10', { plannedGoLive: '2025-09' }, {}, 'epr/theatres');
    const happened = (...facts: StatedFact[]) =>
      deploymentsOf([theatres, ...facts], LATER)[0]?.happened?.on;
    expect(happened(live('2025-05-01', {}, { module: 'pathology' }))).toBeUndefined();
    expect(happened(live('2025-06-01', {}, { module: 'theatres' }))).toBe('2025-06-01');
    expect(happened(live('2025-07-01'))).toBe('2025-07-01');
    expect(happened(live('2025-07-01', {}, { live: false }))).toBeUndefined();
  });
});

describe('The next deployment of a trust', () => {
  const deployments = deploymentsOf(
    [
      plan('2025-01-10', { plannedGoLive: '2025-09' }, {}, 'later'),
      plan('2025-01-10', { plannedGoLive: '2025-06' }, {}, 'sooner'),
      plan('2025-01-10', {}, {}, 'without-date'),
      live('2025-06-15', {}, { instance: 'sooner' }),
    ],
    LATER,
  );

  it('is the one expected first of those not yet live', () => {
    expect(nextDeployment(deployments, 'RXA', isoDate('2025-06-14'))?.subject).toBe('sooner');
    expect(nextDeployment(deployments, 'RXA', isoDate('2025-06-15'))?.subject).toBe('later');
  });

  it('is none before anything was stated, or of another trust', () => {
    expect(nextDeployment(deployments, 'RXA', isoDate('2025-01-09'))).toBeUndefined();
    expect(nextDeployment(deployments, 'RXB', isoDate('2025-06-14'))).toBeUndefined();
  });
});

type Dates = Readonly<{ statedOn?: string; publishedOn?: string }>;

function said(statedOn: string, publishedOn: string): Dates {
  return { statedOn, publishedOn };
}

function sourced({ statedOn, publishedOn }: Dates = {}) {
  return {
    organisation: 'RXA',
    source: {
      ...(statedOn && { statedOn: statedDate(statedOn) }),
      ...(publishedOn && { publishedOn: statedDate(publishedOn) }),
    },
  };
}

type Planned = Readonly<{
  state?: LedgerValues['go-live-plan']['state'];
  plannedGoLive?: string;
  supplier?: string;
}>;

function plan(
  day: string,
  { state = 'planned', plannedGoLive, supplier }: Planned,
  dates?: Dates,
  subject = 'epr',
): StatedFact {
  const value = {
    state,
    ...(plannedGoLive && { plannedGoLive: statedDate(plannedGoLive) }),
    ...(supplier && { supplier }),
  };
  return { ...fact('go-live-plan', subject, day, value), ...sourced(dates) };
}

function live(day: string, dates?: Dates, value: Partial<LedgerValues['live']> = {}): StatedFact {
  const said = { live: true, instance: 'epr', ...value };
  return { ...fact('live', said.instance, day, said), ...sourced(dates) };
}

function milestone(day: string, name: string): StatedFact {
  return { ...fact('milestone', name, day, { milestone: name }), ...sourced() };
}
