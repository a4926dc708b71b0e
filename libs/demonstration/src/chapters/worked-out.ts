import type { Entry } from '#event-sourcing';
import { newestFirst, valuesAt, type KnownFact, type PublishedFigure } from '#facts';
import {
  formulaUsed,
  gapOf,
  judgedActuals,
  modelInForce,
  moneyClasses,
  moneyGapOf,
  rollUpGaps,
  rollUpStages,
  stageOf,
  type BenefitMoney,
} from '#figures';
import { MODEL_ID } from '#maturity-models';
import { factsOfLog, type FactOfLog } from '#read-models';
import type { IsoDate, OdsCode } from '#vocabulary';

type Facts = ReadonlyMap<string, readonly FactOfLog[]>;

/**
 * What the office reports of a quarter beside the coverage: the use gap, the stages, and the money by class
 * of all trusts, from what the log said up to the last entry that the quarter includes.
 */
export function figuresWorkedOut(log: readonly Entry[], asOf: IsoDate): readonly PublishedFigure[] {
  const facts = factsOfLog(log);
  const trusts = [...facts.keys()].filter((owner) => isOpenTrust(facts, owner, asOf)) as OdsCode[];
  return [...ofUse(facts, trusts, asOf), ...ofMoney(facts, trusts, asOf)];
}

const isOpenTrust = (facts: Facts, owner: string, asOf: IsoDate): boolean =>
  of(facts.get(owner), 'status').some(({ value }) => value.open && value.kind === 'trust') &&
  of(valuesAt(facts.get(owner) ?? [], asOf), 'status')[0]?.value.open === true;

function ofUse(facts: Facts, trusts: readonly OdsCode[], asOf: IsoDate): PublishedFigure[] {
  const model = modelInForce(of(facts.get(MODEL_ID), 'model'), asOf)?.model;
  if (model === undefined) return [];
  const own = trusts.map((code) => ({ code, values: valuesAt(facts.get(code) ?? [], asOf) }));
  const gap = rollUpGaps(
    own.map(({ code, values }) => ({
      organisation: code,
      weight: 1,
      gap: gapOf(values, model, asOf),
    })),
  );
  const { evidenced } = rollUpStages(
    own.map(({ code, values }) => ({ organisation: code, stage: stageOf(values, model, asOf) })),
  );
  const { notReported, ...atStage } = evidenced;
  const counts = { ...atStage, 'not-reported': notReported };
  return [
    ...(gap === undefined
      ? []
      : [
          {
            ...{ figure: 'use-gap', unit: 'points', formulaVersion: formulaUsed('gap').version },
            ...{ low: inHundredths(gap.useGap.low), high: inHundredths(gap.useGap.high) },
            ...{ numerator: gap.reported, denominator: gap.trusts },
          },
        ]),
    ...Object.entries(counts).map(([stage, count]) => ({
      ...{ figure: 'stage-distribution', of: stage, unit: 'trusts' },
      formulaVersion: formulaUsed('stage-distribution').version,
      ...{ value: count, numerator: count, denominator: trusts.length },
    })),
  ];
}

const inHundredths = (points: number): number => Number(points.toFixed(2));

function ofMoney(facts: Facts, trusts: readonly OdsCode[], asOf: IsoDate): PublishedFigure[] {
  const held = [...facts].flatMap(([benefit, own]) => {
    const home = of(valuesAt(own, asOf), 'benefit-home')[0]?.value.organisation;
    const money = home && trusts.includes(home) ? moneyFrom(benefit, own, asOf) : undefined;
    return money === undefined ? [] : [{ home, money }];
  });
  const { byClass } = moneyGapOf(
    held.map(({ money }) => money),
    asOf,
  );
  const common = {
    ...{ unit: 'pence', formulaVersion: formulaUsed('money').version },
    denominator: trusts.length,
    numerator: new Set(held.map(({ home }) => home)).size,
  };
  return moneyClasses.flatMap((name) => {
    const { validated, gapToCurrent, gapToOriginal, moves } = byClass[name];
    return [
      { ...common, figure: 'money-validated', of: name, value: validated },
      { ...common, figure: 'money-gap', of: name, value: gapToCurrent },
      { ...common, figure: 'money-gap-to-original', of: name, value: gapToOriginal },
      { ...common, figure: 'money-slid-right', of: name, value: moves.slidRight },
    ];
  });
}

/** What a benefit comes to; undefined before it was profiled. */
function moneyFrom(
  benefit: string,
  facts: readonly FactOfLog[],
  asOf: IsoDate,
): BenefitMoney | undefined {
  const known = facts.filter(({ effective }) => effective.latest <= asOf).sort(newestFirst);
  const [profile] = of(known, 'benefit');
  if (profile === undefined) return undefined;
  const approvals = of(known, 'benefit-approval');
  const [current, forecast] = [approvals[0], of(known, 'benefit-forecast')[0]];
  const isRevised = forecast && current && newestFirst(forecast, current) < 0;
  const { valuedIn, class: named } = profile.value;
  return {
    benefit,
    class: valuedIn === 'money' ? named : 'UB',
    original: approvals.at(-1)?.value.trajectory ?? [],
    current: current?.value.trajectory ?? [],
    ...(isRevised && { forecast: forecast.value.trajectory }),
    actuals: judgedActuals(known),
    writtenOff: of(known, 'benefit-write-off')[0]?.value.remainingValue ?? 0,
    disbenefits: of(valuesAt(known, asOf), 'disbenefit')
      .filter(({ value }) => value.unit === 'pence')
      .reduce((sum, { value }) => sum + value.value, 0),
  };
}

const of = <Kind extends KnownFact['kind']>(
  facts: readonly KnownFact[] | undefined,
  kind: Kind,
): readonly KnownFact<Kind>[] =>
  (facts ?? []).filter((fact) => fact.kind === kind) as readonly KnownFact[] as KnownFact<Kind>[];
