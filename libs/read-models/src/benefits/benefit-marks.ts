import type { IsoDate, OdsCode } from '#vocabulary';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { enablingOf, type BenefitOn } from './benefit-on.js';

/** Something that happened to the record or the plan, which may be why a benefit moved. */
export type BenefitMark = Readonly<{
  on: IsoDate;
  what: 'record-live' | 'capability-live' | 'record-replaced' | 'approved' | 'rebaselined';
  /** The EPR, the capability, or the business case. */
  subject: string;
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

/** Of the record of one trust the first day of each: at further sites it is no news. */
function marksOfRecord(
  ledger: LedgerAt,
  home: OdsCode,
  enabling: ReadonlySet<string>,
): readonly BenefitMark[] {
  const live = ledger
    .stated(home, 'live')
    .flatMap(({ effective, value }): BenefitMark[] =>
      value.live ? [{ on: effective.latest, what: 'record-live', subject: value.instance }] : [],
    );
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
    }));
  const first = new Map<string, BenefitMark>();
  for (const mark of [...live, ...enabled, ...replaced]) {
    const key = `${mark.what} ${mark.subject}`;
    const before = first.get(key);
    if (before === undefined || mark.on < before.on) first.set(key, mark);
  }
  return [...first.values()];
}
