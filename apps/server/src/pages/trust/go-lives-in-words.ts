import type { LedgerValues } from '#facts';
import { statedInWords } from '../dates-in-words.js';

/** What went live, or was retired, without its day; an EPR goes by its supplier where one was named. */
export function liveInWords({ live, instance, module, supplier }: LedgerValues['live']): string {
  const epr = supplier ?? `EPR “${instance}”`;
  if (!live) return `${epr} retired`;
  if (module === undefined)
    return supplier === undefined ? `${epr} went live` : `Went live with ${epr}`;
  return `Module ${moduleInWords(module)} of ${epr} went live`;
}

/** Of what a plan is: "second-epr", or "second-epr/epma" where a module of it was put off. */
export function planOf(subject: string): Readonly<{ epr: string; module?: string }> {
  const [epr = '', module] = subject.split('/');
  return { epr, ...(module === undefined ? {} : { module }) };
}

/** What was last said of a go-live that lies ahead; `epr` is named where no supplier was. */
export function goLivePlanInWords(
  { state, plannedGoLive, supplier }: LedgerValues['go-live-plan'],
  { epr, module }: Readonly<{ epr?: string; module?: string }>,
): string {
  const whose = supplier ?? (epr === undefined ? undefined : `EPR “${epr}”`);
  const of = whose === undefined ? 'Go-live' : `Go-live of ${whose}`;
  const day = plannedGoLive === undefined ? undefined : statedInWords(plannedGoLive);
  const said: Readonly<Record<typeof state, string>> = {
    planned: `planned${day === undefined ? '' : ` for ${day}`}`,
    revised: day === undefined ? 'forecast again' : `now forecast for ${day}`,
    deferred: day === undefined ? 'put off without a new date' : `put off to ${day}`,
    cancelled: 'cancelled',
  };
  return `${of} ${said[state]}${module === undefined ? '' : ` (${moduleInWords(module)})`}`;
}

/** As it was recorded, but for what has a spelling of its own. */
const moduleInWords = (module: string): string =>
  abbreviations[module.toLowerCase()] ?? module.replaceAll('-', ' ');

const abbreviations: Readonly<Record<string, string>> = { epma: 'ePMA' };
