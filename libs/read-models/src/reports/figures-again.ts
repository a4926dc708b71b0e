import type { FactKind, LedgerValues } from '#facts';
import {
  formulaVersions,
  gapSplitOf,
  moneyClasses,
  stageOf,
  type ClassMoney,
  type GapSplit,
} from '#figures';
import {
  parseOdsCode,
  parsePartId,
  type IsoDate,
  type OdsCode,
  type ProgrammeId,
} from '#vocabulary';
import { coverageAt } from '../epr-coverage/epr-coverage.query.js';
import { linkedBenefits } from '../benefits/linked.js';
import { boundaryGaps } from '../boundary/boundary-gaps.query.js';
import { modelAt } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { measuredKinds } from '../facts-ledger/known-facts.js';
import type { GapGroup } from '../gap/gap-roll-up.query.js';
import { organisationOn } from '../organisations/organisation-on.js';
import { targetOn, type VersionsAsked } from '../programmes/target-held.js';
import type { Numbers } from './agreement.js';
import type { SharedFigures } from './shared-figures.js';

/** Of what and by which versions a report's figures are worked out again. */
export type Grounds = Readonly<{
  programme: ProgrammeId;
  demonstration: boolean;
  asOf: IsoDate;
  versions: VersionsAsked;
}>;

export type Published = LedgerValues['report']['figures'][number];

/** Why a figure could not be worked out again. */
export type NotAgain = 'figure-unknown' | 'formula-version-unknown' | 'unit-unknown' | 'of-unknown';

type MeasuredKind = (typeof measuredKinds)[number];

type Formula = Readonly<{
  unit: string;
  versions: readonly string[];
  /** Of what is measured, what it is worked out from; what is stated can move any. */
  from: readonly MeasuredKind[];
  /** Undefined where what it is of is not known. */
  again: (shared: SharedFigures, of?: string) => Promise<Numbers | undefined>;
}>;

const GAP_FROM = ['adoption', 'realisation', 'benefit-actual', 'benefit-validation'] as const;

/**
 * The figures a report can name so that they are worked out again, by name:
 *
 * - `coverage` of a target: percent of its cohort, at the least and at the most
 * - `epr-coverage`, of a source or of the newest: trusts with an EPR of those it names, percent
 * - `stage` of a trust: the stage evidenced, at the least and at the most
 * - `stage-distribution` of a stage, 0 to 4 or not-reported: trusts at it, of those open
 * - `use-gap`, `optimisation-gap`, of a trust, an ICB, a region or all: points of a hundred
 * - `boundary-gap`, of an ICB, a region or all: points of a hundred
 * - `money-validated`, `money-gap` (approved now to date − validated), `money-gap-to-original`,
 *   `money-slid-right`, of a class, CRB, NCRB or SB: pence of all trusts; numerator and denominator are
 *   the trusts with any benefit, of all
 *
 * A formula that changes gets another version in `formulaVersions`, and one that no longer stands there is not
 * performed again.
 */
const formulas: Readonly<Record<string, Formula>> = {
  coverage: {
    unit: 'percent',
    versions: formulaVersions.coverage,
    from: ['adoption'],
    again: coverageAgain,
  },
  'epr-coverage': {
    unit: 'percent',
    versions: formulaVersions['epr-coverage'],
    from: [],
    again: eprCoverageAgain,
  },
  stage: {
    unit: 'stage',
    versions: formulaVersions.stage,
    from: measuredKinds,
    again: stageAgain,
  },
  'stage-distribution': {
    unit: 'trusts',
    versions: formulaVersions['stage-distribution'],
    from: ['adoption', 'realisation'],
    again: distributionAgain,
  },
  'use-gap': {
    unit: 'points',
    versions: formulaVersions.gap,
    from: GAP_FROM,
    again: gapAgain('useGap'),
  },
  'optimisation-gap': {
    unit: 'points',
    versions: formulaVersions.gap,
    from: GAP_FROM,
    again: gapAgain('optimisationGap'),
  },
  'boundary-gap': {
    unit: 'points',
    versions: formulaVersions['boundary-gap'],
    from: ['exchange'],
    again: boundaryAgain,
  },
  'money-validated': moneyFormula(({ validated }) => validated),
  'money-gap': moneyFormula(({ gapToCurrent }) => gapToCurrent),
  'money-gap-to-original': moneyFormula(({ gapToOriginal }) => gapToOriginal),
  'money-slid-right': moneyFormula(({ moves }) => moves.slidRight),
};

/** The names that figures are published by. */
export const publishable: readonly string[] = Object.keys(formulas);

/** Whether a fact of this kind, recorded or taken back, could make a figure another one. */
export function canMove({ figure }: Published, kind: FactKind): boolean {
  const formula = Object.hasOwn(formulas, figure) ? formulas[figure] : undefined;
  const isMeasured = measuredKinds.some((each) => each === kind);
  return !isMeasured || formula?.from.some((each) => each === kind) === true;
}

/** A figure as this ledger has it, by the formula, unit and versions it was published with. */
export async function figureAgain(
  shared: SharedFigures,
  { figure, of, unit, formulaVersion }: Published,
): Promise<Numbers | NotAgain> {
  const formula = Object.hasOwn(formulas, figure) ? formulas[figure] : undefined;
  if (formula === undefined) return 'figure-unknown';
  if (!formula.versions.includes(formulaVersion)) return 'formula-version-unknown';
  if (unit !== formula.unit) return 'unit-unknown';
  return (await formula.again(shared, of)) ?? 'of-unknown';
}

async function coverageAgain({ ledger, grounds }: SharedFigures, of = '') {
  const target = parsePartId(of);
  if (target === undefined) return undefined;
  const { programme, asOf, versions } = grounds;
  const found = await targetOn(ledger, programme, { target, asOf }, versions);
  if (found === undefined) return undefined;
  const { numerator, denominator, share } = found.coverage;
  if (share === undefined) return { numerator, denominator };
  return { value: 100 * share.low, numerator, denominator, ...times100(share) };
}

async function eprCoverageAgain({ ledger, grounds }: SharedFigures, of?: string) {
  const all = await coverageAt(ledger, grounds.asOf, grounds.demonstration);
  const newest = all.findLast(({ source }) => of === undefined || source === of);
  if (newest === undefined) return undefined;
  const { numerator, denominator } = newest.inSource;
  return { value: (100 * numerator) / denominator, numerator, denominator };
}

async function stageAgain({ ledger, grounds: { asOf, versions } }: SharedFigures, of = '') {
  const code = trustIn(ledger, asOf, of);
  const model = modelAt(ledger, asOf, versions.models[0]?.version);
  if (code === undefined || model === undefined) return undefined;
  const values = await ledger.valuesAt([code], asOf);
  const { evidenced } = stageOf(values.get(code) ?? [], model.content, asOf);
  if (evidenced === 'not-reported') return {};
  return { value: evidenced.low, low: evidenced.low, high: evidenced.high };
}

async function distributionAgain(shared: SharedFigures, of = '') {
  const { total } = await shared.distribution();
  const { notReported, ...atStage } = total.stages.evidenced;
  const counts: Readonly<Record<string, number>> = { ...atStage, 'not-reported': notReported };
  const count = Object.hasOwn(counts, of) ? counts[of] : undefined;
  if (count === undefined) return undefined;
  return { value: count, numerator: count, denominator: total.denominator };
}

function gapAgain(which: 'useGap' | 'optimisationGap'): Formula['again'] {
  return async (shared, of) => {
    const found = await gapOn(shared, of);
    if (found === undefined) return undefined;
    const { gap, ...fraction } = found;
    if (gap === null) return fraction;
    const { low, high } = gap[which];
    return { ...(low === high && { value: low }), ...fraction, low, high };
  };
}

/** A place that holds trusts, as a filter: an ICB or a region; all of them where none is named. */
function placeIn({ demonstration, asOf }: Grounds, ledger: LedgerAt, of: string | undefined) {
  const organisation = of === undefined ? undefined : organisationOn(ledger, of, asOf);
  if (of === undefined) return { demonstration };
  if (organisation?.demonstration !== demonstration || organisation.kind === 'trust') {
    return undefined;
  }
  return { demonstration, [organisation.kind]: organisation.code };
}

async function boundaryAgain({ ledger, grounds }: SharedFigures, of?: string) {
  const filter = placeIn(grounds, ledger, of);
  if (filter === undefined) return undefined;
  const question = { by: 'nation', filter, lens: 'as-was' } as const;
  const { total } = await boundaryGaps(ledger, grounds.asOf, question);
  const { numerator, denominator, boundary } = total;
  if (boundary === null) return { numerator, denominator };
  const { low, high } = boundary.gap;
  return { ...(low === high && { value: low }), numerator, denominator, low, high };
}

function moneyFormula(valueOf: (money: ClassMoney) => number): Formula {
  const again: Formula['again'] = async (shared, of = '') => {
    const name = moneyClasses.find((each) => each === of);
    if (name === undefined) return undefined;
    const { total } = await shared.moneyByClass();
    const { numerator, denominator, money } = total;
    return { value: valueOf(money.byClass[name]), numerator, denominator };
  };
  const from = ['benefit-actual', 'benefit-validation'] as const;
  return { unit: 'pence', versions: formulaVersions.money, from, again };
}

/** The gap of a trust, or of the trusts of an ICB, of a region or of all; as many as report, of how many. */
async function gapOn(
  shared: SharedFigures,
  of: string | undefined,
): Promise<(Pick<GapGroup, 'numerator' | 'denominator'> & { gap: GapSplit | null }) | undefined> {
  const { ledger, grounds } = shared;
  const { asOf, demonstration, versions } = grounds;
  const organisation = of === undefined ? undefined : organisationOn(ledger, of, asOf);
  if (of !== undefined && organisation?.demonstration !== demonstration) return undefined;
  const modelVersion = versions.models[0]?.version;
  if (organisation?.kind === 'trust') {
    const model = modelAt(ledger, asOf, modelVersion);
    if (model === undefined) return undefined;
    const { code } = organisation;
    const values = await ledger.valuesAt([code], asOf);
    const linked = await linkedBenefits(ledger, [code], asOf);
    const gap = gapSplitOf(values.get(code) ?? [], model.content, asOf, linked.get(code));
    return { numerator: Number(gap.reported), denominator: 1, gap };
  }
  const place = organisation && { [organisation.kind]: organisation.code };
  return (await shared.gapsOf(place ?? {})).total;
}

function trustIn(ledger: LedgerAt, asOf: IsoDate, of: string): OdsCode | undefined {
  const code = parseOdsCode(of);
  const organisation = code && organisationOn(ledger, code, asOf);
  return organisation?.kind === 'trust' ? code : undefined;
}

const times100 = ({ low, high }: Readonly<{ low: number; high: number }>) => ({
  low: 100 * low,
  high: 100 * high,
});
