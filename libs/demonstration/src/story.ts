import type { Capability } from '#facts';
import { maturityModelV1 } from '#maturity-models';
import type { InstanceId, IsoDate, SiteCode } from '#vocabulary';
import { addDays } from '#vocabulary';
import { firstDayOf, MONTHS, monthOf, STARTING_DAY } from './calendar.js';
import { MERGER, REPLACEMENT, type TrustStory } from './cast.js';
import { between, chanceOf } from './chance.js';

/** The capabilities that apply to the settings of a trust of this type. */
export function capabilitiesOf({ type }: TrustStory): readonly Capability[] {
  const settings = maturityModelV1.settingsOf[type] ?? [];
  return maturityModelV1.capabilities.filter((capability) =>
    capability.settings.some((setting) => settings.includes(setting)),
  );
}

/**
 * How far a trust has come in a month: slow at first, faster in the middle. A new EPR throws it back
 * for a while, as a merger does.
 */
export function levelOf(trust: TrustStory, month: number): number {
  const begin = Math.max(0, trust.wentLive === undefined ? 0 : monthOf(trust.wentLive));
  const share = Math.min(1, Math.max(0, (month - begin) / (MONTHS - 1 - begin)));
  const level = trust.from + (trust.to - trust.from) * share * share * (3 - 2 * share);
  if (trust.code !== REPLACEMENT.trust) return level;
  const since = month - monthOf(REPLACEMENT.day);
  return since < 0 ? level : level - 1.1 * Math.exp(-since / 4);
}

/** The share of eligible actions that go through a capability; 0.8 is reached with its stage. */
export function adoptionOf(trust: TrustStory, capability: Capability, month: number): number {
  const lead = levelOf(trust, month) - capability.stage;
  const habit = (chanceOf(trust.code, capability.code, 'habit')() - 0.5) * 0.03;
  const noise = (chanceOf(trust.code, capability.code, 'noise', month)() - 0.5) * 0.016;
  const share =
    lead >= 0 ? 0.82 + 0.15 * Math.tanh(1.4 * lead) : 0.82 - 0.62 * (1 - Math.exp(0.75 * lead));
  return Math.min(0.995, Math.max(0.02, share + habit + noise));
}

/**
 * When a capability is switched on at each site. The main site comes with the EPR, long before it is
 * much used; the last one follows shortly before the stage is reached.
 */
export function enablementsOf(
  trust: TrustStory,
  capability: Capability,
): readonly Readonly<{ day: IsoDate; sites: readonly SiteCode[] }>[] {
  const { wentLive } = trust;
  if (wentLive === undefined) return [];
  const start = wentLive < STARTING_DAY ? STARTING_DAY : wentLive;
  const startMonth = Math.max(0, monthOf(start));
  const byDay = new Map<IsoDate, SiteCode[]>();
  for (const [index, { site }] of trust.sites.entries()) {
    const from = capability.stage - 4.2 + 4.05 * (index / Math.max(1, trust.sites.length - 1));
    const month = firstMonthAt(trust, from, startMonth);
    if (month === undefined) continue;
    const chance = chanceOf(trust.code, capability.code, 'enabled', index);
    const day = month === startMonth ? start : addDays(firstDayOf(month), between(chance, 0, 24));
    byDay.set(day, [...(byDay.get(day) ?? []), site]);
  }
  return [...byDay]
    .map(([day, sites]) => ({ day, sites }))
    .filter(({ day }) => trust.closes === undefined || day <= trust.closes)
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** The EPR of a trust; two mental health trusts share theirs, and merged trusts keep one of two. */
export const instanceOf = ({ code }: TrustStory): InstanceId => {
  if (code === 'DEMO13' || code === 'DEMO14') return 'demo-shared-epr' as InstanceId;
  if (code === MERGER.successor) return 'demo22-epr' as InstanceId;
  return `${code.toLowerCase()}-epr` as InstanceId;
};

export const NEW_INSTANCE = `${REPLACEMENT.trust.toLowerCase()}-new-epr` as InstanceId;

function firstMonthAt(trust: TrustStory, level: number, from: number): number | undefined {
  for (let month = from; month < MONTHS; month++) {
    if (levelOf(trust, month) >= level) return month;
  }
  return undefined;
}
