import { FORECAST_VERSION } from './forecast/deadline.js';

/**
 * Every formula that an answer is worked out by, with its versions, the newest last. A change after which
 * the same facts give another number gets a new version here; an earlier one stays in its list only while the
 * reports of read-models still have a function to work it out again.
 */
export const formulaVersions = {
  /** Declared, evidenced and validated stage of a trust, and how many trusts are at each. */
  stage: ['1'],
  'stage-distribution': ['1'],
  /** The stage from day to day, and counted by quarter. */
  progression: ['1'],
  'stage-moves': ['1'],
  'stage-gap': ['1'],
  transitions: ['1'],
  /** Use gap and optimisation gap, of a trust and of many. */
  gap: ['1'],
  'boundary-gap': ['1'],
  drivers: ['1'],
  /** Status, money to date and realised to forecast of one benefit; its chart and its worth today. */
  benefit: ['1'],
  money: ['1'],
  'money-over-time': ['1'],
  pools: ['1'],
  due: ['2'],
  /** What one person recorded and another has to decide on. */
  approvals: ['1'],
  /** Scores as an instrument gives them; of a survey, the positive less the negative share. */
  assessments: ['1'],
  summary: ['2'],
  attention: ['1'],
  'epr-coverage': ['1'],
  /** Who of a cohort reaches a target. */
  coverage: ['1'],
  /** Who will miss it, with the chance of each; the same version stands on published forecasts. */
  'deadline-forecast': [String(FORECAST_VERSION)],
  'target-course': ['1'],
  'published-figures': ['1'],
  /** Completeness, timeliness and the rest of how far data can be relied on. */
  'data-quality': ['1'],
  /** What moved between two days, apart from what was learned since. */
  comparison: ['1'],
  /** What a board reads of one trust: figures that each have a formula of their own. */
  'one-page': ['1'],
  /**
   * All that a board pack shows. It gets a new version with every change of a number in it: then packs
   * that name an earlier one are refused, and never shown with other numbers.
   */
  'board-pack': ['4'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;

export type FormulaName = keyof typeof formulaVersions;

/** The formula by which an answer was worked out. */
export type FormulaUsed = Readonly<{ name: FormulaName; version: string }>;

/** A formula in the version that answers are worked out by today. */
export function formulaUsed(name: FormulaName): FormulaUsed {
  const versions: readonly [string, ...string[]] = formulaVersions[name];
  return { name, version: versions.at(-1) ?? versions[0] };
}
