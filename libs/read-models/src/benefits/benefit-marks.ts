import { earlierOf, type IsoDate, type OdsCode } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { groupedBy } from '../grouped-by.js';
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
  return [...on.homes.flatMap((home) => marksOfRecord(ledger, home, enabling)), ...approvals]
    .filter((mark) => mark.on <= asOf)
    .sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
}

/** Of the record of one trust the first day of each, a module for itself: at further sites it is no news. */
function marksOfRecord(
  ledger: LedgerAt,
  home: OdsCode,
  enabling: ReadonlySet<string>,
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
      ...supplierOf(ledger, home, value.toInstance),
    }));
  const first = new Map<string, BenefitMark>();
  for (const mark of [...enabled, ...replaced]) {
    const key = `${mark.what} ${mark.subject}`;
    const before = first.get(key);
    if (before === undefined || mark.on < before.on) first.set(key, mark);
  }
  return [...goLives(ledger, home), ...first.values()];
}

/** The first day of each EPR, and of each of its modules, at all the sites of that day. */
function goLives(ledger: LedgerAt, home: OdsCode): readonly BenefitMark[] {
  const live = ledger.stated(home, 'live').filter(({ value }) => value.live);
  const byPart = groupedBy(live, ({ value }) => `${value.instance}/${value.module ?? ''}`);
  return [...byPart.values()].flatMap((own): BenefitMark[] => {
    const on = own.map(({ effective }) => effective.latest).reduce(earlierOf);
    const [first, ...more] = own.filter(({ effective }) => effective.latest === on);
    if (first === undefined) return [];
    const { instance, module } = first.value;
    const sites = [first, ...more].flatMap(({ subject }) => subject.split('@')[1] ?? []);
    return [
      {
        ...{ on, what: 'record-live', subject: instance },
        ...(module !== undefined && { module }),
        ...(sites.length > more.length && { sites: sites.sort() }),
        ...supplierOf(ledger, home, instance),
      },
    ];
  });
}

/** Named when it went live, or when that was planned: either may have left it out. */
function supplierOf(ledger: LedgerAt, home: OdsCode, epr: string): Readonly<{ supplier?: string }> {
  const stated = [
    ...ledger.stated(home, 'live').filter(({ value }) => value.instance === epr),
    ...ledger.stated(home, 'go-live-plan').filter(({ subject }) => subject === epr),
  ];
  const supplier = stated.find(({ value }) => value.supplier !== undefined)?.value.supplier;
  return supplier === undefined ? {} : { supplier };
}
