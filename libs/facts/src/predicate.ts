import { stages, type Stage } from '#vocabulary';

/** By whose word a trust is at a stage. */
export const stageSources = ['declared', 'evidenced', 'validated'] as const;
export type StageSource = (typeof stageSources)[number];

/** What a trust must fulfil to count towards a target: a predicate over its facts, as data. */
export type TargetPredicate =
  /** It is reported to have an EPR. */
  | Readonly<{ has: 'epr-status' }>
  /** An EPR of it went live and was not retired: any (`epr`), or a module of this name. */
  | Readonly<{ live: string }>
  /** A go-live of it is planned or put off, and was not cancelled. */
  | Readonly<{ underWay: 'go-live' }>
  | Readonly<{ stageAtLeast: Stage; by: StageSource }>
  /** Its stated EMRAM stage, 0 to 7. */
  | Readonly<{ emramAtLeast: number }>
  /** Nothing of ours can tell, for the reason given: it is unknown of everybody. */
  | Readonly<{ notHeld: string }>
  | Readonly<{ all: readonly TargetPredicate[] }>
  | Readonly<{ any: readonly TargetPredicate[] }>
  | Readonly<{ not: TargetPredicate }>;

const DEEPEST = 5;
const MOST_PARTS = 20;
const LONGEST_NAME = 60;
const LONGEST_WORDS = 200;

/**
 * Reads a predicate from plain data. Undefined where it is none of the closed vocabulary, has a field
 * too many, lists nothing or more than 20 parts, or is nested more than 5 deep.
 */
export function predicateIn(data: unknown, depth = 1): TargetPredicate | undefined {
  if (typeof data !== 'object' || data === null || depth > DEEPEST) return undefined;
  const fields = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
  const names = fields.map(([name]) => name).join();
  const [first, second] = fields.map(([, value]: [string, unknown]) => value);
  return shapes[names]?.(first, depth, second);
}

type Shape = (first: unknown, depth: number, second: unknown) => TargetPredicate | undefined;

/** By the names of their fields, in the order of the alphabet. */
const shapes: Readonly<Record<string, Shape | undefined>> = {
  has: (what) => (what === 'epr-status' ? { has: what } : undefined),
  live: (what) => (isWords(what, LONGEST_NAME) ? { live: what } : undefined),
  underWay: (what) => (what === 'go-live' ? { underWay: what } : undefined),
  'by,stageAtLeast': (whose, _, at) => stagePredicate(at, whose),
  emramAtLeast: (stage) => (isEmramStage(stage) ? { emramAtLeast: stage } : undefined),
  notHeld: (why) => (isWords(why, LONGEST_WORDS) ? { notHeld: why } : undefined),
  all: (parts, depth) => {
    const all = partsIn(parts, depth);
    return all && { all };
  },
  any: (parts, depth) => {
    const any = partsIn(parts, depth);
    return any && { any };
  },
  not: (part, depth) => {
    const not = predicateIn(part, depth + 1);
    return not && { not };
  },
};

function partsIn(data: unknown, depth: number): readonly TargetPredicate[] | undefined {
  if (!Array.isArray(data) || data.length === 0 || data.length > MOST_PARTS) return undefined;
  const parts = data.flatMap((each: unknown) => predicateIn(each, depth + 1) ?? []);
  return parts.length === data.length ? parts : undefined;
}

function stagePredicate(at: unknown, whose: unknown): TargetPredicate | undefined {
  const stageAtLeast = stages.find((stage) => stage === at);
  const by = stageSources.find((source) => source === whose);
  return stageAtLeast === undefined || by === undefined ? undefined : { stageAtLeast, by };
}

const isWords = (value: unknown, longest: number): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= longest;

const isEmramStage = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 7;
