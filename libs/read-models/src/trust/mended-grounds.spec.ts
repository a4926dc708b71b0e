import { isoDate, onDay, type FactId } from '#vocabulary';
import { mendedGroundsOf } from './mended-grounds.js';
import type { Statement, TimelineFact, ValueStated } from './timeline-facts.js';

describe('A fact that rests on another', () => {
  const planned = value('go-live-plan', 'epr', { state: 'planned' });
  const revised = value('go-live-plan', 'epr', { state: 'revised' });
  const forecast = fact(2, revised);

  it('is marked once that other is corrected or taken back', () => {
    expect(grounds(forecast, [fact(1, planned)])).toEqual([]);
    expect(grounds(forecast, [fact(1, planned, { corrected: 3 })])).toEqual([
      { factId: '1', mended: 'corrected', entry: 3 },
    ]);
    expect(grounds(forecast, [fact(1, planned, { retracted: 3 })])).toEqual([
      { factId: '1', mended: 'retracted', entry: 3 },
    ]);
  });

  it('is not marked for what was mended before it was stated, or stated again since', () => {
    expect(grounds(fact(4, revised), [fact(1, planned, { corrected: 3 })])).toEqual([]);
    const statedAgain = fact(2, revised, { corrected: 5 });
    expect(grounds(statedAgain, [fact(1, planned, { corrected: 3 })])).toEqual([]);
  });

  it('rests on the newest of its ground alone, and on none of a later day', () => {
    const newer = fact(2, revised, { day: '2026-03-01' });
    const last = fact(3, revised, { day: '2026-04-01' });
    expect(grounds(last, [fact(1, planned, { corrected: 4 }), newer])).toEqual([]);
    const later = fact(1, planned, { corrected: 4, day: '2026-09-01' });
    expect(grounds(last, [later])).toEqual([]);
  });

  it('is no longer marked where it does not stand itself', () => {
    const gone = { ...forecast, stands: false };
    expect(grounds(gone, [fact(1, planned, { retracted: 3 })])).toEqual([]);
  });

  const live = value('live', 'epr', { live: true, instance: 'epr' });
  const replaced = value('replaced', '*', { fromInstance: 'epr', toInstance: 'new' });
  const scope = value('scope', 'C105', { sites: [] });
  const enabled = value('enabled', 'C105@RXX01', { live: true });
  const retired = value('live', 'new', { live: false, instance: 'new' });
  const liveAtSite = value('live', 'epr@RXX01', { live: true, instance: 'epr' });
  const flow = (isLive: boolean) => value('partner-flow', 'gp', { live: isLive });
  const validation = (withdrawn: boolean) => value('stage-validated', '2', { withdrawn });
  it.each([
    ['a go-live', 'its plan', live, planned],
    ['a replacement', 'the go-live of the old EPR', replaced, live],
    ['a retirement', 'what put it in place', retired, replaced],
    ['an enablement', 'the go-live', enabled, live],
    ['an enablement', 'the go-live at its site', enabled, liveAtSite],
    ['an enablement', 'the scope', enabled, scope],
    ['a withdrawal', 'the enablement', value('enabled', 'C105@*', { live: false }), enabled],
    ['the end of a flow', 'its start', flow(false), flow(true)],
    ['the end of a validation', 'the validation', validation(true), validation(false)],
  ])('is %s, on %s', (_, __, resting, ground) => {
    expect(grounds(fact(2, resting), [fact(1, ground, { retracted: 3 })])).toHaveLength(1);
  });

  it.each([
    [
      'a go-live at another site',
      enabled,
      value('live', 'epr@RXX02', { live: true, instance: 'epr' }),
    ],
    ['the scope of another capability', enabled, value('scope', 'C106', { sites: [] })],
    ['the plan of another EPR', revised, value('go-live-plan', 'other', { state: 'planned' })],
    [
      'an earlier declaration',
      value('stage-declared', '', { stage: 2 }),
      value('stage-declared', '', { stage: 1 }),
    ],
  ])('is not one beside %s', (_, resting, ground) => {
    expect(grounds(fact(2, resting), [fact(1, ground, { retracted: 3 })])).toEqual([]);
  });
});

type Stated = Omit<TimelineFact, 'restsOnMended'>;
const grounds = (one: Stated, others: readonly Stated[]) => mendedGroundsOf(one, [one, ...others]);

function value(kind: ValueStated['kind'], subject: string, stated: object): ValueStated {
  return { kind, subject, value: stated };
}

function fact(
  entry: number,
  stated: ValueStated,
  {
    corrected,
    retracted,
    day = '2026-01-05',
  }: Readonly<{ corrected?: number; retracted?: number; day?: string }> = {},
): Stated {
  const effective = onDay(isoDate(day));
  const saying = { effective, values: [stated], basis: null };
  const history = [
    said(entry, saying),
    ...(corrected === undefined ? [] : [said(corrected, saying)]),
    ...(retracted === undefined ? [] : [said(retracted, null)]),
  ];
  return {
    factId: String(entry) as FactId,
    status:
      retracted !== undefined ? 'retracted' : corrected !== undefined ? 'corrected' : 'current',
    stands: retracted === undefined,
    ...saying,
    order: 0,
    firstEntry: entry,
    history,
  };
}

function said(entry: number, stated: Statement['stated']): Statement {
  return {
    entry,
    eventId: String(entry),
    type: stated === null ? 'FactRetracted' : 'FactCorrected',
    recordedAt: '2026-01-05T09:00:00.000Z',
    actor: 'someone',
    role: 'trust-recorder',
    organisation: 'RXX',
    reason: null,
    stated,
  };
}
