import { addDays, isoDate, type BenefitId, type IsoDate } from '#vocabulary';
import { monthOf, STARTING_DAY } from '../../calendar.js';
import { MERGER, trusts, type TrustStory } from '../../cast.js';
import { kinds, type BenefitKind, type KindTag } from './kinds.js';

/** What is particular about a benefit; months are counted from the first of the programme. */
type Turns = Readonly<{
  /** Weight of its link to the capability; without one it is on no map. */
  weight?: number;
  /** Months in which the forecast slid to the right, and how far. */
  slides?: readonly Readonly<{ in: number; by: number }>[];
  /** It was lowered a little, which needs no approver. */
  trimmedIn?: number;
  rebaselinedIn?: number;
  /** Its baseline was agreed only when the record was in use. */
  baselineLate?: boolean;
  /** It never came as far as an approval. */
  waits?: 'profiled' | 'baselined';
  /** What comes of it, as a share of what use suggests. */
  delivers?: number;
  /** From this month on nobody measures it. */
  stopsIn?: number;
  /** Nobody has ever looked at what was measured. */
  neverValidated?: boolean;
  /** A value of this month was corrected after it had been validated. */
  correctedIn?: number;
  /** A value of this month was another trust's, and was taken back. */
  retractedIn?: number;
  writtenOffIn?: number;
  handedOverIn?: Readonly<{ month: number; to: string }>;
  pool?: string;
  emergent?: true;
  disbenefit?: true;
}>;

export type PromisedBenefit = Readonly<{
  id: BenefitId;
  trust: TrustStory;
  tag: KindTag;
  kind: BenefitKind;
  turns: Turns;
  days: Days;
}>;

/** When it was written down, measured against, and agreed; and the month its plan begins. */
type Days = Readonly<{ profiled: IsoDate; baselined: IsoDate; approved: IsoDate; from: number }>;

/** What the trusts promise. The eighth, as others, has no benefits: missing is not nothing. */
const promised: Readonly<Record<string, Partial<Record<KindTag, Turns>>>> = {
  DEMO01: {
    'EPMA-TIME': { weight: 2, disbenefit: true },
    PAPER: { weight: 1 },
    BEDDAYS: { weight: 1, slides: [{ in: 14, by: 4 }] },
    ERRORS: { weight: 1 },
    PORTAL: { handedOverIn: { month: 19, to: 'patient-experience' } },
    RECRUIT: { emergent: true },
  },
  DEMO02: {
    'EPMA-TIME': { weight: 1, pool: 'demo02-ward-time', correctedIn: 24 },
    DISCHARGE: { weight: 1, pool: 'demo02-ward-time', slides: [{ in: 12, by: 3 }] },
    DUPTESTS: { weight: 1, delivers: 1.12 },
    BEDDAYS: { slides: [{ in: 17, by: 6 }] },
  },
  DEMO03: {
    'EPMA-TIME': { weight: 1, slides: [{ in: 11, by: 5 }] },
    PAPER: { weight: 1, trimmedIn: 16 },
    ERRORS: { stopsIn: 26 },
  },
  DEMO04: {
    'EPMA-TIME': { weight: 1, rebaselinedIn: 18, delivers: 0.6 },
    DUPTESTS: { weight: 1, delivers: 0.7 },
    FLOW: { slides: [{ in: 20, by: 6 }] },
  },
  DEMO05: {
    'EPMA-TIME': { weight: 1, slides: [{ in: 15, by: 6 }] },
    PAPER: { weight: 2, delivers: 0.85 },
    PORTAL: {},
  },
  DEMO06: { PAPER: { weight: 1 }, PORTAL: { writtenOffIn: 20 } },
  DEMO07: { PAPER: { stopsIn: 22 }, DISCHARGE: { neverValidated: true } },
  DEMO09: {
    PAPER: { weight: 1, baselineLate: true },
    'EPMA-TIME': { weight: 1, slides: [{ in: 13, by: 3 }] },
    DUPTESTS: { waits: 'profiled' },
  },
  DEMO10: { PAPER: { weight: 1 }, 'EPMA-TIME': { weight: 1 } },
  DEMO11: { PAPER: { slides: [{ in: 30, by: 4 }] }, 'EPMA-TIME': { waits: 'baselined' } },
  DEMO12: {
    PAPER: {
      slides: [
        { in: 19, by: 5 },
        { in: 27, by: 6 },
        { in: 32, by: 8 },
      ],
    },
  },
  DEMO13: { PAPER: { weight: 1 }, ERRORS: { weight: 1 } },
  DEMO14: { PAPER: { delivers: 0.75 } },
  DEMO15: { DISCHARGE: { weight: 1 }, PAPER: {} },
  DEMO16: {
    PAPER: { weight: 1, retractedIn: 22 },
    DISCHARGE: { weight: 1, handedOverIn: { month: 25, to: 'chief-clinical-information-officer' } },
    PORTAL: { weight: 1, slides: [{ in: 13, by: 5 }] },
  },
  DEMO18: { PORTAL: { weight: 1 } },
  DEMO19: { HANDOVER: { weight: 1 } },
  DEMO20: { PAPER: { neverValidated: true }, DUPTESTS: { weight: 1, slides: [{ in: 21, by: 4 }] } },
  DEMO21: { 'EPMA-TIME': { weight: 1 }, PAPER: { weight: 1 } },
  DEMO22: { PAPER: { weight: 1 } },
};

/** The day a trust without an EPR was to have one by its first plan. */
const ONCE_EXPECTED = isoDate('2025-10-31');

export const promisedBenefits: readonly PromisedBenefit[] = trusts.flatMap((trust) =>
  (Object.entries(promised[trust.code] ?? {}) as [KindTag, Turns][]).map(([tag, turns]) => ({
    id: `${trust.code}-${tag}` as BenefitId,
    trust,
    tag,
    kind: kinds[tag],
    turns,
    days: daysOf(trust, turns),
  })),
);

/** The trust whose benefit it is in a month: after the merger, the successor. */
export function homeIn({ trust }: PromisedBenefit, month: number): TrustStory {
  const moved = trust.closes !== undefined && month >= monthOf(MERGER.day);
  const successor = trusts.find(({ code }) => code === MERGER.successor);
  return moved && successor !== undefined ? successor : trust;
}

/** A benefit is written down before its change; where the record was there already, before the programme. */
function daysOf({ wentLive }: TrustStory, { emergent, baselineLate }: Turns): Days {
  if (emergent === true) {
    const [profiled, baselined] = [isoDate('2024-09-09'), isoDate('2024-10-14')];
    return { profiled, baselined, approved: isoDate('2024-11-18'), from: 14 };
  }
  const day = wentLive ?? addDays(ONCE_EXPECTED, -270);
  if (day < STARTING_DAY) {
    const [profiled, baselined] = [isoDate('2023-08-21'), isoDate('2023-09-18')];
    return { profiled, baselined, approved: isoDate('2024-02-12'), from: 5 };
  }
  const [from, profiled] = [monthOf(wentLive ?? ONCE_EXPECTED) + 2, addDays(day, -165)];
  return baselineLate === true
    ? { profiled, baselined: addDays(day, 75), approved: addDays(day, 110), from: from + 3 }
    : { profiled, baselined: addDays(day, -120), approved: addDays(day, -60), from };
}
