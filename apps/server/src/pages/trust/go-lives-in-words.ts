import type { LedgerValues } from '#facts';
import { statedInWords } from '../dates-in-words.js';
import { sitedIn, sitesInWords } from './sites-in-words.js';

/** What went live, or was retired, and at which sites, without its day. */
export function liveInWords(value: LedgerValues['live'], subject: string): string {
  const { sites } = sitedIn(subject);
  return value.live
    ? goLiveInWords(value, sites)
    : `${eprInWords(value.instance, value.supplier)} retired${whereInWords(sites)}`;
}

const whereInWords = (sites: readonly string[]): string =>
  sites.length === 0 ? '' : ` ${sitesInWords(sites)}`;

/** What went live; no sites are all of them. */
export function goLiveInWords(
  { instance, module, supplier }: Went,
  sites: readonly string[],
): string {
  const [epr, where] = [eprInWords(instance, supplier), whereInWords(sites)];
  if (module !== undefined) return `Module ${moduleInWords(module)} of ${epr} went live${where}`;
  return supplier === undefined ? `${epr} went live${where}` : `Went live with ${epr}${where}`;
}

type Went = Readonly<{
  instance: string;
  module?: string | undefined;
  supplier?: string | undefined;
}>;

/**
 * An EPR goes by its supplier where one was named, unless its own name says more: a trust that has several of
 * one supplier calls them "rxx-maternity" and "rxx-pathology", another its only one "rxx-oracle".
 */
export function eprInWords(instance: string, supplier: string | undefined): string {
  if (supplier === undefined) return `EPR “${instance}”`;
  const known = [...wordsOf(supplier), 'epr'];
  const own = wordsOf(instance.replace(/^[a-z0-9]+-/, ''));
  return own.every((word) => known.includes(word)) ? supplier : `EPR “${instance}” of ${supplier}`;
}

const wordsOf = (name: string): readonly string[] => name.toLowerCase().match(/[a-z0-9]+/g) ?? [];

/** Of what a plan is: "second-epr", or "second-epr/epma" where a module of it was put off. */
export function planOf(subject: string): Readonly<{ epr: string; module?: string }> {
  const [epr = '', module] = subject.split('/');
  return { epr, ...(module === undefined ? {} : { module }) };
}

/** What was last said of a go-live that lies ahead; without `epr`, of one that is named beside it. */
export function goLivePlanInWords(
  { state, plannedGoLive, supplier }: LedgerValues['go-live-plan'],
  { epr, module }: Readonly<{ epr?: string; module?: string }>,
): string {
  const whose = epr === undefined ? supplier : eprInWords(epr, supplier);
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
export const moduleInWords = (module: string): string =>
  abbreviations[module.toLowerCase()] ?? module.replaceAll('-', ' ');

const abbreviations: Readonly<Record<string, string>> = { epma: 'ePMA' };

export const isAbbreviation = (module: string): boolean =>
  Object.hasOwn(abbreviations, module.toLowerCase());
