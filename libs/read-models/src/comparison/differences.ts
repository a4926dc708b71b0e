import { roundedTo } from '#figures';
import { causeKey, type Cause, type Causes } from './causes.js';
import type { Aspect, Place, Placed, Value } from './standing.js';

/** A figure that is not the same at both moments. */
export type FigureMoved = Place &
  Readonly<{
    /** `happened` between the two days, or `learned` since about the earlier one. */
    how: 'happened' | 'learned';
    /** `new`: nothing was known before. `withdrawn`: nothing is known any more. */
    change: 'new' | 'changed' | 'corrected' | 'withdrawn';
    before: Value | null;
    after: Value | null;
    /** How many entries moved it; 0 where none is about this trust or target: what was measured
     *  went out of date, or what all are measured by changed. */
    entries: number;
    /** The newest of them. */
    cause: Cause | null;
  }>;

/** Where the second of two standings says otherwise than the first, and which entries did that. */
export function differencesOf(
  how: FigureMoved['how'],
  [before, after]: readonly [readonly Placed[], readonly Placed[]],
  causes: Causes,
): readonly FigureMoved[] {
  const [then, now] = [byPlace(before), byPlace(after)];
  const places = [...new Set([...now.keys(), ...then.keys()])];
  return places
    .flatMap((place) => {
      const [was, is] = [then.get(place), now.get(place)];
      const of = is ?? was;
      if (of === undefined || isSame(was?.value, is?.value)) return [];
      const { value: _, ...where } = of;
      const found = causes.get(causeKey(of.aspect, of.code, of.subject));
      const cause = found?.newest ?? null;
      return [
        {
          ...where,
          how,
          change: changeOf(how, { was, is, cause }),
          before: was?.value ?? null,
          after: is?.value ?? null,
          entries: found?.entries ?? 0,
          cause,
        },
      ];
    })
    .toSorted(inOrder);
}

const byPlace = (placed: readonly Placed[]): ReadonlyMap<string, Placed> =>
  new Map(placed.map((each) => [`${each.aspect}\n${each.code}\n${each.subject}`, each]));

/** Points are compared to the decimal in which they are told: less is no movement to anybody. */
const isSame = (one: Value | undefined, other: Value | undefined): boolean =>
  one === undefined || other === undefined
    ? one === other
    : told(one) === told(other) && one.by === other.by;

const told = ({ low, high, unit }: Value): string =>
  [low, high].map((bound) => String(unit === 'points' ? roundedTo(bound, 1) : bound)).join();

/** What was learned is named by what was recorded; what happened, by what it did to the figure. */
function changeOf(
  how: FigureMoved['how'],
  {
    was,
    is,
    cause,
  }: Readonly<{ was: Placed | undefined; is: Placed | undefined; cause: Cause | null }>,
): FigureMoved['change'] {
  if (how === 'learned' && cause?.type === 'FactRetracted') return 'withdrawn';
  if (how === 'learned' && cause?.type === 'FactCorrected') return 'corrected';
  if (was === undefined) return 'new';
  return is === undefined ? 'withdrawn' : 'changed';
}

/** What a board asks about first, and within it by the name of the trust. */
const order: readonly Aspect[] = [
  'target',
  'stage',
  'validated-stage',
  'epr',
  'optimisation-gap',
  'use-gap',
  'benefits',
];

const inOrder = (one: FigureMoved, other: FigureMoved): number =>
  order.indexOf(one.aspect) - order.indexOf(other.aspect) ||
  one.name.localeCompare(other.name, 'en-GB') ||
  (one.code < other.code ? -1 : 1);
