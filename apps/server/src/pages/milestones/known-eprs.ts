import { eprsNamed, suppliersOf, TrustTimeline, type TimelineFact } from '#read-models';
import type { Asking } from '../forms/form.js';
import { milestonesOf, nothingToChange } from '../not-there.js';
import { planOf } from '../trust/go-lives-in-words.js';

/** EPRs that are planned or live, by the references they were recorded under. */
export type KnownEprs = Readonly<{
  instances: readonly string[];
  /** Those that are planned and no more, where only those that went live are among the others. */
  planned?: readonly string[];
  /** Whose product each is, where that was stated. */
  suppliers?: ReadonlyMap<string, string>;
  /** Of those that go live module by module, the modules in their plans. */
  modules?: ReadonlyMap<string, readonly string[]>;
}>;

/** One of them to choose, by its reference, with whose product it is. */
export function eprOption(value: string, { suppliers }: Pick<KnownEprs, 'suppliers'>) {
  const supplier = suppliers?.get(value);
  return { value, text: value, ...(supplier !== undefined && { hint: `Of ${supplier}` }) };
}

export const knownEprs = (asking: Asking): Promise<KnownEprs> =>
  eprsIn(asking, ['go-live-plan', 'live', 'replaced']);

/** Those that went live at some time; throws what answers 404 where none did. */
export async function eprsGoneLive(asking: Asking): Promise<KnownEprs> {
  const { instances } = await eprsIn(asking, ['live', 'replaced']);
  if (instances.length === 0) throw nothingToChange(NONE_LIVE, milestonesOf(asking.code));
  const all = await knownEprs(asking);
  return { ...all, instances, planned: all.instances.filter((each) => !instances.includes(each)) };
}

const NONE_LIVE =
  'This trust has no EPR that went live. Log its go-live first: on the list of its milestones, choose “Log a milestone or go-live”.';

async function eprsIn(
  { queries, code, today }: Asking,
  kinds: readonly ('go-live-plan' | 'live' | 'replaced')[],
): Promise<KnownEprs> {
  const answer = await queries.execute(new TrustTimeline(code, { asOf: today }, { kinds }));
  const stated = (answer?.facts ?? [])
    .filter(({ stands }) => stands)
    .flatMap(({ values }) => values);
  return {
    instances: [...new Set(stated.flatMap(eprsNamed))].sort(),
    suppliers: suppliersOf(stated),
    modules: modulesPlanned(stated),
  };
}

type Subject = Pick<TimelineFact['values'][number], 'kind' | 'subject'>;

function modulesPlanned(stated: readonly Subject[]): ReadonlyMap<string, readonly string[]> {
  const modules = new Map<string, readonly string[]>();
  for (const { kind, subject } of stated) {
    const { epr, module } = planOf(subject);
    const known = modules.get(epr) ?? [];
    if (kind !== 'go-live-plan' || module === undefined || known.includes(module)) continue;
    modules.set(epr, [...known, module]);
  }
  return modules;
}
