import type { KnownFact, TargetPredicate } from '#facts';
import { isoDate, statedDate, type Stage } from '#vocabulary';
import { heldAgainst, stageAskedBy, type DefinitionInputs } from './definition.js';
import { refOf } from './fact-ref.js';
import { stageOf } from './stage.js';
import { fact, modelOf } from './testing/index.js';

const has: TargetPredicate = { has: 'epr-status' };

describe('Holding a trust against a definition', () => {
  it('counts who is reported to have an EPR, and knows nothing of who is not reported', () => {
    expect(verdict(has, [eprStatus(true)])).toBe('counts');
    expect(verdict(has, [eprStatus(false)])).toBe('does-not');
    expect(verdict(has, [])).toBe('unknown');
  });

  it('counts an EPR that runs, of whichever name, and none that was retired', () => {
    expect(verdict({ live: 'epr' }, [running])).toBe('counts');
    expect(verdict({ live: 'epr' }, [retired])).toBe('does-not');
    expect(verdict({ live: 'epr' }, [retired, running])).toBe('counts');
    expect(verdict({ live: 'epr' }, [])).toBe('unknown');
    expect(verdict({ live: 'maternity' }, [running])).toBe('unknown');
    expect(verdict({ live: 'maternity' }, [maternity])).toBe('counts');
  });

  it('takes a go-live as under way until it is cancelled', () => {
    const underWay: TargetPredicate = { underWay: 'go-live' };
    for (const state of ['planned', 'revised', 'deferred'] as const) {
      expect(verdict(underWay, [plan(state)])).toBe('counts');
    }
    expect(verdict(underWay, [plan('cancelled')])).toBe('does-not');
    expect(verdict(underWay, [])).toBe('unknown');
  });

  it('keeps declared, evidenced and validated stages apart', () => {
    const at = (by: 'declared' | 'evidenced' | 'validated', stageAtLeast: 1 | 2) =>
      heldAgainst({ stageAtLeast, by }, staged).verdict;
    expect([at('declared', 1), at('declared', 2)]).toEqual(['counts', 'does-not']);
    expect([at('evidenced', 1), at('evidenced', 2)]).toEqual(['counts', 'unknown']);
    expect([at('validated', 1), at('validated', 2)]).toEqual(['unknown', 'unknown']);
  });

  it('leaves the evidenced stage open between its bounds, and where nothing was reported', () => {
    const evidenced: TargetPredicate = { stageAtLeast: 2, by: 'evidenced' };
    expect(heldAgainst(evidenced, staged).reason).toBe('evidenced stage 1, stage 4 at the most');
    const low = { ...staged, stage: { ...stage, evidenced: { low: 1, high: 1 } as const } };
    expect(heldAgainst(evidenced, low).verdict).toBe('does-not');
    const below = { ...staged, stage: { ...stage, evidenced: { low: 0, high: 0 } as const } };
    expect(heldAgainst(evidenced, below).reason).toBe('evidenced below stage 1');
    const silent = { ...staged, stage: { ...stage, evidenced: 'not-reported' as const } };
    expect(heldAgainst(evidenced, silent).verdict).toBe('unknown');
  });

  it('counts the EMRAM stage that was assessed last, from the one that is asked for', () => {
    const five: TargetPredicate = { emramAtLeast: 5 };
    expect(verdict(five, [emram('2018', '2021-06-30', 5)])).toBe('counts');
    expect(verdict(five, [emram('2022', '2023-06-30', 4)])).toBe('does-not');
    expect(verdict(five, [emram('2018', '2021-06-30', 5), emram('2022', '2023-06-30', 4)])).toBe(
      'does-not',
    );
    expect(verdict(five, [])).toBe('unknown');
  });

  it('says of what nothing of ours can tell that it is unknown, and why', () => {
    const predicate = { notHeld: 'no list was published' };
    expect(heldAgainst(predicate, { values: [running] })).toEqual({
      verdict: 'unknown',
      reason: 'no list was published',
      facts: [],
    });
  });

  const yes = { live: 'epr' };
  const no = { not: { live: 'epr' } };
  const open = { emramAtLeast: 5 };
  it.each<[TargetPredicate, string]>([
    [{ all: [yes, yes] }, 'counts'],
    [{ all: [yes, open] }, 'unknown'],
    [{ all: [no, open] }, 'does-not'],
    [{ any: [no, no] }, 'does-not'],
    [{ any: [no, open] }, 'unknown'],
    [{ any: [yes, open] }, 'counts'],
    [{ not: open }, 'unknown'],
    [{ not: { any: [no, no] } }, 'counts'],
  ])('is decided by the parts that can decide it: %j %s', (predicate, expected) => {
    expect(verdict(predicate, [running])).toBe(expected);
  });

  it('names the parts that decided, and the facts behind them', () => {
    const held = heldAgainst(
      { any: [has, { live: 'epr' }] },
      { values: [eprStatus(false), running] },
    );
    expect(held).toEqual({
      verdict: 'counts',
      reason: 'EPR live since 10 September 2024',
      facts: [refOf(running)],
    });
    const neither = heldAgainst(
      { any: [has, { live: 'epr' }] },
      { values: [eprStatus(false), retired] },
    );
    expect(neither.reason).toBe('reported without an EPR on 1 October 2024; its EPR was retired');
    expect(neither.facts).toHaveLength(2);
  });
});

describe('The stage that a definition asks for', () => {
  const at = (stage: Stage, by: 'declared' | 'evidenced' = 'evidenced') =>
    ({ stageAtLeast: stage, by }) as const;

  it.each<[string, TargetPredicate, Stage | undefined]>([
    ['its own', at(2), 2],
    ['the highest of those that must all hold', { all: [has, at(1), at(3, 'declared')] }, 3],
    ['the lowest of those of which one will do', { any: [at(3), at(2)] }, 2],
    ['none where one part that will do asks for none', { any: [at(3), has] }, undefined],
    ['none where it must not be reached', { not: at(2) }, undefined],
    ['none of what names no stage', { all: [has] }, undefined],
  ])('is %s', (_, predicate, stage) => {
    expect(stageAskedBy(predicate)?.stage).toBe(stage);
  });

  it('says by whose word', () => {
    expect(stageAskedBy({ all: [at(1), at(3, 'declared')] })).toEqual({ stage: 3, by: 'declared' });
  });
});

const verdict = (predicate: TargetPredicate, values: readonly KnownFact[]) =>
  heldAgainst(predicate, { values }).verdict;

const eprStatus = (hasEpr: boolean) => fact('epr-status', '', '2024-10-01', { hasEpr });
const running = fact('live', 'new', '2024-09-10', { live: true, instance: 'new' });
const retired = fact('live', 'old', '2024-09-10', { live: false, instance: 'old' });
const maternity = fact('live', 'new/maternity', '2024-09-10', {
  live: true,
  instance: 'new',
  module: 'maternity',
});
const emram = (edition: string, day: string, at: number) =>
  fact('assessment', `emram/${edition}`, day, {
    ...{ instrument: 'emram', edition, scores: { stage: at }, selfAssessed: false },
  });
const plan = (state: 'planned' | 'revised' | 'deferred' | 'cancelled') =>
  fact('go-live-plan', 'new', '2024-09-10', { state, plannedGoLive: statedDate('2026-03') });

/** Meets stage 1; of stages 2 to 4 nothing is measured. */
const model = modelOf({
  C101: { stage: 1 },
  C201: { stage: 2 },
  C301: { stage: 3 },
  C401: { stage: 4 },
});
const values = [
  fact('classification', '', '2020-01-01', { trustType: 'Acute' }),
  fact('scope', 'C101', '2024-01-01', { sites: [{ site: 'S1', weight: 1 }] }),
  fact('enabled', 'C101@S1', '2024-01-01', { live: true }),
  fact('adoption', 'C101', '2025-03-31', {
    numerator: 9,
    denominator: 10,
    from: isoDate('2025-03-01'),
  }),
  fact('stage-declared', '', '2025-03-31', { stage: 1 }),
];
const stage = stageOf(values, model, isoDate('2025-06-30'));
const staged: DefinitionInputs = { values, stage };
