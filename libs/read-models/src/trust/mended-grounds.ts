import type { FactKind, LedgerValues } from '#facts';
import type { FactId } from '#vocabulary';
import type { TimelineFact, ValueStated } from './timeline-facts.js';

/** A fact that another rests on, and that was mended since that other was last stated. */
export type MendedGround = Readonly<{
  factId: FactId;
  mended: 'corrected' | 'retracted';
  /** When: the entry of the correction or retraction. */
  entry: number;
}>;

type Fact = Omit<TimelineFact, 'restsOnMended'>;

/** What holds of a fact only because another fact does; those are never refused a mending, so they are marked. */
export function mendedGroundsOf(fact: Fact, all: readonly Fact[]): readonly MendedGround[] {
  if (!fact.stands) return [];
  const said = fact.history.at(-1)?.entry ?? fact.firstEntry;
  const grounds = fact.values.flatMap((value) => newestGrounds(fact, value, { all, said }));
  const mended = grounds.flatMap((ground) => mendingOf(ground, said) ?? []);
  return [...new Map(mended.map((ground) => [ground.factId, ground])).values()];
}

/** Of each series that the value rests on, what counted as its newest fact when the value was stated. */
function newestGrounds(
  fact: Fact,
  value: ValueStated,
  { all, said }: Readonly<{ all: readonly Fact[]; said: number }>,
): readonly Fact[] {
  const newest = new Map<string, Place>();
  for (const ground of all) {
    if (ground.factId === fact.factId) continue;
    const stated = ground.history.findLast((each) => each.entry < said)?.stated;
    if (!stated || stated.effective.latest > fact.effective.latest) continue;
    const place = { fact: ground, day: stated.effective.latest };
    for (const other of stated.values.filter((other) => restsOn(value, other))) {
      const series = `${other.kind}\n${other.subject}`;
      const rival = newest.get(series);
      if (rival === undefined || isNewer(place, rival)) newest.set(series, place);
    }
  }
  return [...newest.values()].map((place) => place.fact);
}

type Place = Readonly<{ fact: Fact; day: string }>;

function isNewer(one: Place, other: Place): boolean {
  if (one.day !== other.day) return one.day > other.day;
  return (one.fact.order - other.fact.order || one.fact.firstEntry - other.fact.firstEntry) > 0;
}

function mendingOf({ factId, history, status }: Fact, said: number): MendedGround | undefined {
  const last = history.at(-1);
  if (last === undefined || history.length < 2 || last.entry <= said) return undefined;
  return { factId, mended: status === 'retracted' ? 'retracted' : 'corrected', entry: last.entry };
}

/** The kinds on which values of other facts rest. */
export const groundKinds: readonly FactKind[] = [
  'go-live-plan',
  'live',
  'replaced',
  'scope',
  'enabled',
  'partner-flow',
  'stage-validated',
];

type Grounds = {
  readonly [Kind in FactKind]?: (
    value: LedgerValues[Kind],
    subject: string,
    ground: ValueStated,
  ) => boolean;
};

const restsOn = ({ kind, subject, value }: ValueStated, ground: ValueStated): boolean =>
  (
    grounds[kind] as
      ((value: LedgerValues[FactKind], subject: string, ground: ValueStated) => boolean) | undefined
  )?.(value, subject, ground) ?? false;

/** Which facts the rules ask for before they accept one of this kind. */
const grounds: Grounds = {
  'go-live-plan': ({ state }, instance, ground) =>
    state !== 'planned' && ground.kind === 'go-live-plan' && ground.subject === ofEpr(instance),
  live: ({ live, instance }, _, ground) =>
    live
      ? ground.kind === 'go-live-plan' && ground.subject === instance
      : bringsLive(ground, instance),
  replaced: ({ fromInstance }, _, ground) => bringsLive(ground, fromInstance),
  enabled: ({ live }, subject, ground) => {
    const [capability = '', site = ''] = subject.split('@');
    if (!live) return ground.kind === 'enabled' && covers(ground.subject, capability, site);
    if (ground.kind === 'scope') return ground.subject === capability;
    const [, liveAt = site] = ground.subject.split('@');
    return ground.kind === 'live' && liveAt === site;
  },
  'partner-flow': ({ live }, partner, ground) =>
    !live && ground.kind === 'partner-flow' && ground.subject === partner,
  'stage-validated': ({ withdrawn }, stage, ground) =>
    withdrawn && ground.kind === 'stage-validated' && ground.subject === stage,
};

/** The plan of a module is part of the plan of its EPR. */
const ofEpr = (subject: string): string => subject.split('/')[0] ?? subject;

const bringsLive = ({ kind, value }: ValueStated, instance: string): boolean =>
  (kind === 'live' && (value as LedgerValues['live']).instance === instance) ||
  (kind === 'replaced' && (value as LedgerValues['replaced']).toInstance === instance);

const covers = (subject: string, capability: string, site: string): boolean => {
  const [code, at] = subject.split('@');
  return code === capability && (site === '*' || at === site || at === '*');
};
