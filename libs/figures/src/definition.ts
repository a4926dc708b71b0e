import {
  newestFirst,
  type FactKind,
  type KnownFact,
  type StageSource,
  type TargetPredicate,
} from '#facts';
import { dayInWords, type Stage, type StageOrNone } from '#vocabulary';
import { mergedRefs, refOf, type FactRef } from './fact-ref.js';
import type { StageFigure } from './stage.js';

/** What a definition is held against, of one trust on one day. */
export type DefinitionInputs = Readonly<{
  /** The newest facts of its series on the day. */
  values: readonly KnownFact[];
  /** Its stages on the day; only asked for by definitions that name a stage. */
  stage?: StageFigure;
}>;

type Verdict = 'counts' | 'does-not' | 'unknown';

/** Whether a trust counts under a definition, why in words, and the facts that decided it. */
export type HeldAgainst = Readonly<{
  verdict: Verdict;
  reason: string;
  facts: readonly FactRef[];
}>;

/**
 * Holds a trust against a definition of who counts towards a target. Three-valued (Kleene): what
 * nothing tells is unknown, and a whole is unknown only where its unknown parts could decide it.
 * The reason names the parts that decided. Source: domain.md 1.1 and 6.6.
 */
export function heldAgainst(predicate: TargetPredicate, inputs: DefinitionInputs): HeldAgainst {
  if ('all' in predicate) return combined(predicate.all, inputs, 'does-not');
  if ('any' in predicate) return combined(predicate.any, inputs, 'counts');
  if ('not' in predicate) {
    const { verdict, ...rest } = heldAgainst(predicate.not, inputs);
    return { verdict: opposite[verdict], ...rest };
  }
  return heldAlone(predicate, inputs);
}

/** The stage a definition asks for, and by whose word. */
export type StageAsked = Readonly<{ stage: Stage; by: StageSource }>;

/**
 * The stage a trust has to be at, 1 to 4, to count under a definition; undefined where it can count
 * without being at any. Of parts that must all hold, the highest; of parts of which one will do, the
 * lowest. Source: domain.md 6.6, "the stage expected by the target in force".
 */
export function stageAskedBy(predicate: TargetPredicate): StageAsked | undefined {
  if ('stageAtLeast' in predicate) return { stage: predicate.stageAtLeast, by: predicate.by };
  if ('all' in predicate) {
    const asked = predicate.all.flatMap((part) => stageAskedBy(part) ?? []);
    return asked.toSorted((one, other) => other.stage - one.stage)[0];
  }
  if (!('any' in predicate)) return undefined;
  const asked = predicate.any.map(stageAskedBy);
  if (asked.includes(undefined)) return undefined;
  return asked.flatMap((each) => each ?? []).toSorted((one, other) => one.stage - other.stage)[0];
}

type Single = Exclude<
  TargetPredicate,
  Readonly<{ all: unknown }> | Readonly<{ any: unknown }> | Readonly<{ not: unknown }>
>;

const opposite: Readonly<Record<Verdict, Verdict>> = {
  counts: 'does-not',
  'does-not': 'counts',
  unknown: 'unknown',
};

/** One part that is `decisive` decides; without one, an unknown part leaves it open. */
function combined(
  parts: readonly TargetPredicate[],
  inputs: DefinitionInputs,
  decisive: 'counts' | 'does-not',
): HeldAgainst {
  const held = parts.map((part) => heldAgainst(part, inputs));
  const of = (verdict: Verdict) => held.filter((each) => each.verdict === verdict);
  const verdict = ([decisive, 'unknown', opposite[decisive]] as const).find(
    (each) => of(each).length > 0,
  );
  const those = verdict === undefined ? [] : of(verdict);
  return {
    verdict: verdict ?? opposite[decisive],
    reason: [...new Set(those.map(({ reason }) => reason))].join('; '),
    facts: mergedRefs(those.flatMap(({ facts }) => facts)),
  };
}

function heldAlone(predicate: Single, inputs: DefinitionInputs): HeldAgainst {
  if ('has' in predicate) return eprReported(inputs);
  if ('live' in predicate) return liveOf(predicate.live, inputs);
  if ('underWay' in predicate) return underWay(inputs);
  if ('stageAtLeast' in predicate) return atStage(predicate, inputs);
  if ('emramAtLeast' in predicate) return atEmram(predicate.emramAtLeast, inputs);
  return unknown(predicate.notHeld);
}

const unknown = (reason: string): HeldAgainst => ({ verdict: 'unknown', reason, facts: [] });

const known = (so: boolean, reason: string, facts: readonly FactRef[]): HeldAgainst => ({
  verdict: so ? 'counts' : 'does-not',
  reason,
  facts,
});

const ofKind = <Kind extends FactKind>({ values }: DefinitionInputs, kind: Kind) =>
  values.filter((fact): fact is KnownFact<Kind> & KnownFact => fact.kind === kind);

const since = ({ effective }: KnownFact): string => dayInWords(effective.latest);

function eprReported(inputs: DefinitionInputs): HeldAgainst {
  const [fact] = ofKind(inputs, 'epr-status');
  if (fact === undefined) return unknown('nobody reported whether it has an EPR');
  const { hasEpr } = fact.value;
  const reason = `reported ${hasEpr ? 'with' : 'without'} an EPR on ${since(fact)}`;
  return known(hasEpr, reason, [refOf(fact)]);
}

/** Every EPR or module of which a go-live or a retirement is known. */
function liveOf(what: string, inputs: DefinitionInputs): HeldAgainst {
  const named = what === 'epr' ? 'EPR' : what;
  const facts = ofKind(inputs, 'live').filter(
    ({ value }) => what === 'epr' || value.module === what,
  );
  const running = facts.filter(({ value }) => value.live);
  const [first] = running;
  if (first !== undefined)
    return known(true, `${named} live since ${since(first)}`, running.map(refOf));
  return facts.length === 0
    ? unknown(`no go-live of its ${named} is recorded`)
    : known(false, `its ${named} was retired`, facts.map(refOf));
}

function underWay(inputs: DefinitionInputs): HeldAgainst {
  const plans = ofKind(inputs, 'go-live-plan');
  const standing = plans.filter(({ value }) => value.state !== 'cancelled');
  const [first] = standing;
  if (first !== undefined)
    return known(true, `a go-live is ${first.value.state}`, standing.map(refOf));
  return plans.length === 0
    ? unknown('no plan of a go-live is recorded')
    : known(false, 'its go-live was cancelled', plans.map(refOf));
}

function atStage(
  { stageAtLeast, by }: Extract<Single, { stageAtLeast: Stage }>,
  { stage }: DefinitionInputs,
): HeldAgainst {
  if (by === 'evidenced') return evidencedAt(stageAtLeast, stage);
  const said = stage?.[by];
  if (said === undefined) return unknown(`no stage of it is ${by}`);
  return known(said.stage >= stageAtLeast, `${by} stage ${String(said.stage)}`, [said.fact]);
}

function evidencedAt(at: Stage, stage: StageFigure | undefined): HeldAgainst {
  if (stage === undefined || stage.evidenced === 'not-reported') {
    return unknown('nothing was reported of its use of the record');
  }
  const { low, high } = stage.evidenced;
  const reason =
    low === high
      ? `evidenced ${stageOrBelow(low)}`
      : `evidenced ${stageOrBelow(low)}, ${stageOrBelow(high)} at the most`;
  const { facts } = stage;
  if (low >= at) return known(true, reason, facts);
  return high < at ? known(false, reason, facts) : { verdict: 'unknown', reason, facts };
}

/** "stage 2", as it stands within a sentence; "below stage 1" of 0. */
export const stageOrBelow = (stage: StageOrNone): string =>
  stage === 0 ? 'below stage 1' : `stage ${String(stage)}`;

/** By the assessment that was made last; editions of the instrument count the same stages. */
function atEmram(at: number, inputs: DefinitionInputs): HeldAgainst {
  const [newest] = ofKind(inputs, 'assessment')
    .filter(({ value }) => value.instrument === 'emram')
    .sort(newestFirst);
  const stage = newest?.value.scores['stage'];
  if (newest === undefined || stage === undefined) return unknown('no EMRAM stage of it is stated');
  return known(stage >= at, `EMRAM stage ${String(stage)}`, [refOf(newest)]);
}
