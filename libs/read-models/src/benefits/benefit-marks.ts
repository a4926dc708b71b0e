import { newestFirst, type KnownFact } from '#facts';
import { earlierOf, type IsoDate, type OdsCode } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { groupedBy } from '../grouped-by.js';
import { suppliersOf } from '../trust/suppliers-of.js';
import { enablingOf, type BenefitOn } from './benefit-on.js';

/** Something that happened to the record or the plan, which may be why a benefit moved. */
export type BenefitMark = Readonly<{
  on: IsoDate;
  what: 'record-live' | 'capability-live' | 'record-replaced' | 'approved' | 'rebaselined';
  /** The EPR, the capability, or the business case. */
  subject: string;
  /** Of a go-live: which module it was, and at which sites; left out, all of them. */
  module?: string;
  sites?: readonly string[];
  /** Whose product the EPR is, where that was stated. */
  supplier?: string;
}>;

/**
 * What stands beside the actuals of a benefit on a day: when the record, and what enables the benefit,
 * first went live at the trusts whose it was; replacements; approvals. By day.
 */
export function marksOf(ledger: LedgerAt, on: BenefitOn, asOf: IsoDate): readonly BenefitMark[] {
  const approvals = ledger
    .stated(on.benefit, 'benefit-approval')
    .map(({ effective, value }): BenefitMark => ({
      on: effective.latest,
      what: value.rebaselined ? 'rebaselined' : 'approved',
      subject: value.caseRef,
    }));
  const enabling = new Set<string>(enablingOf(on));
  const ofRecord = on.homes.flatMap((home) =>
    marksOfRecord(ledger, home, { enabling, suppliers: suppliersAt(ledger, home, asOf) }),
  );
  return [...ofRecord, ...approvals]
    .filter((mark) => mark.on <= asOf)
    .sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
}

type Suppliers = ReturnType<typeof suppliersOf>;
type Beside = Readonly<{ enabling: ReadonlySet<string>; suppliers: Suppliers }>;

/** Of the record of one trust the first day of each, a module for itself: at further sites it is no news. */
function marksOfRecord(
  ledger: LedgerAt,
  home: OdsCode,
  { enabling, suppliers }: Beside,
): readonly BenefitMark[] {
  const enabled = ledger.stated(home, 'enabled').flatMap(({ effective, subject, value }) => {
    const [capability = ''] = subject.split('@');
    return value.live && enabling.has(capability)
      ? [{ on: effective.latest, what: 'capability-live' as const, subject: capability }]
      : [];
  });
  const replaced = ledger
    .stated(home, 'replaced')
    .filter(({ subject }) => subject === '*' || enabling.has(subject))
    .map(({ effective, value }) => ({
      ...{ on: effective.latest, what: 'record-replaced' as const, subject: value.toInstance },
      ...supplierIn(suppliers, value.toInstance),
    }));
  const first = new Map<string, BenefitMark>();
  for (const mark of [...enabled, ...replaced]) {
    const key = `${mark.what} ${mark.subject}`;
    const before = first.get(key);
    if (before === undefined || mark.on < before.on) first.set(key, mark);
  }
  return [...goLives(ledger, home, suppliers), ...first.values()];
}

/** The first day of each EPR, and of each of its modules, at all the sites of that day. */
function goLives(ledger: LedgerAt, home: OdsCode, suppliers: Suppliers): readonly BenefitMark[] {
  const live = ledger.stated(home, 'live').filter(({ value }) => value.live);
  const byPart = groupedBy(live, ({ value }) => `${value.instance}/${value.module ?? ''}`);
  return [...byPart.values()].flatMap((own): BenefitMark[] => {
    const on = own.map(({ effective }) => effective.latest).reduce(earlierOf);
    const [first, ...more] = own.filter(({ effective }) => effective.latest === on);
    if (first === undefined) return [];
    const { instance, module } = first.value;
    // One that names no site is of all of them.
    const sites = [first, ...more].flatMap(({ subject }) => subject.split('@')[1] ?? []);
    return [
      {
        ...{ on, what: 'record-live', subject: instance },
        ...(module !== undefined && { module }),
        ...(sites.length === 1 + more.length && { sites: sites.sort() }),
        ...supplierIn(suppliers, instance),
      },
    ];
  });
}

/** Whose product each EPR of a trust is, by what was said up to a day. */
function suppliersAt(ledger: LedgerAt, home: OdsCode, asOf: IsoDate): Suppliers {
  const kinds = ['live', 'go-live-plan', 'replaced'] as const;
  const stated = kinds.flatMap((kind): KnownFact[] => ledger.stated(home, kind));
  return suppliersOf(
    stated.filter(({ effective }) => effective.latest <= asOf).toSorted(newestFirst),
  );
}

function supplierIn(suppliers: Suppliers, epr: string): Readonly<{ supplier?: string }> {
  const supplier = suppliers.get(epr);
  return supplier === undefined ? {} : { supplier };
}
