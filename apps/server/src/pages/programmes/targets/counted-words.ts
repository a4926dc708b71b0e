import type { TargetPredicate } from '#facts';
import type { TargetForecastAnswer } from '#read-models';
import { listInWords } from '../../lists-in-words.js';
import { trustsInWords } from '../../stages-in-words.js';
import { asksFor } from '../frame/predicates.js';

type Named = Readonly<{ code: string; name: string }>;

type Counted = Readonly<{
  /** Whom the target counts. */
  members: readonly Named[];
  /** Whom all other pages of the programme count. */
  open: readonly Named[];
  version: number;
  /** "31 October 2026". */
  asOf: string;
}>;

/** Whom a target counts, and how those differ from the trusts of the other pages; none for an empty list. */
export function countedInWords({ members, open, version, asOf }: Counted): readonly string[] {
  if (members.length === 0) return [];
  const [listed, isOpen] = [codesOf(members), codesOf(open)];
  const closed = members.filter(({ code }) => !isOpen.has(code));
  const missing = open.filter(({ code }) => !listed.has(code));
  const own = `It counts the ${trustsInWords(members.length)} of its list`;
  if (closed.length + missing.length === 0) {
    return [`${own}, the same that the other pages of this programme count.`];
  }
  return [
    `${own}, as version ${String(version)} has it. The other pages of this programme count the ${trustsInWords(open.length)} open on ${asOf}, so numbers may differ.`,
    ...(closed.length === 0 ? [] : [`In its list, and not open on that day: ${named(closed)}.`]),
    ...(missing.length === 0 ? [] : [`Open on that day, and not in its list: ${named(missing)}.`]),
  ];
}

/**
 * Why a trust without a validated stage is not known to a target, and simply without one on other pages;
 * undefined of other targets.
 */
export const validationInWords = (
  definition: TargetPredicate | undefined,
  untold: number,
): string | undefined =>
  definition === undefined || untold === 0 || !asksFor(definition, isValidation)
    ? undefined
    : 'A trust whose stage nobody is recorded to have validated is one of those not known: somebody may have validated it without its being recorded here. The overview counts the validations that are recorded, and that trust is not among them.';

/**
 * What the chances of a target that asks for a stage are chances of; undefined of other targets, and where
 * no chance is given.
 */
export const standInWords = (
  definition: TargetPredicate | undefined,
  { kind }: Pick<TargetForecastAnswer, 'kind'>,
): string | undefined =>
  definition === undefined || kind === 'too-few-observations' || !asksFor(definition, isStage)
    ? undefined
    : 'Nobody states when a trust will reach a stage, so its next go-live stands in for it: each chance is that the go-live comes too late. A go-live does not bring the stage by itself, so a trust may miss the target though its go-live is in time, or reach it without one.';

const isStage = (part: TargetPredicate): boolean => 'stageAtLeast' in part;

const isValidation = (part: TargetPredicate): boolean =>
  'stageAtLeast' in part && part.by === 'validated';

const codesOf = (trusts: readonly Named[]): ReadonlySet<string> =>
  new Set(trusts.map(({ code }) => code));

/** So many are named before the rest is only counted. */
const NAMED = 5;

const named = (trusts: readonly Named[]): string =>
  listInWords([
    ...trusts.slice(0, NAMED).map(({ code, name }) => `${name} (${code})`),
    ...(trusts.length > NAMED ? [`${String(trusts.length - NAMED)} more`] : []),
  ]);
