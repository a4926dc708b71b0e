import type { CohortDriversAnswer, TrustDriven } from '#read-models';
import { drivers } from '#vocabulary';
import { driverInWords } from '../../drivers-in-words.js';
import { boundsInWords } from '../../gap-in-words.js';
import { capital, trustsInWords } from '../../stages-in-words.js';

/** Where the name of a trust leads. */
type Way = (code: string) => string;

/** The four drivers: at how many trusts each is the lever, and the shares of the trusts asked for. */
export function driversView(answer: CohortDriversAnswer, codes: readonly string[], trustHref: Way) {
  const { levers, denominator, trusts } = answer;
  const unclear = denominator - drivers.reduce((sum, driver) => sum + levers[driver], 0);
  return {
    says: saysOf(answer),
    levers: [
      ...drivers.map((driver) => ({
        name: capital(driverInWords(driver)),
        trusts: levers[driver],
      })),
      { name: 'Not certain which one', trusts: unclear },
    ],
    names: drivers.map((driver) => capital(driverInWords(driver))),
    rows: codes.flatMap((code) => {
      const trust = trusts.find((each) => each.code === code);
      return trust === undefined || trust.known === 0 ? [] : [rowOf(trust, trustHref)];
    }),
  };
}

function saysOf({ levers, numerator, denominator: of }: CohortDriversAnswer): string {
  if (of > 0 && numerator === 0) {
    return of === 1
      ? 'The four drivers of this trust are not all known, so we cannot say which one holds use back most.'
      : `For none of the ${trustsInWords(of)} do we know all four drivers, so we cannot say which one holds use back most.`;
  }
  const known = `All four drivers are known for ${String(numerator)} of ${trustsInWords(of)}.`;
  const [most] = drivers.toSorted((one, other) => levers[other] - levers[one]);
  return most === undefined || levers[most] === 0
    ? `${known} For none of them is it certain which one holds use back most.`
    : `${known} ${capital(driverInWords(most))} ${most === 'first-time-right' || most === 'pathway-consistency' ? 'hold' : 'holds'} use back most at ${String(levers[most])} of ${trustsInWords(of)}.`;
}

const rowOf = ({ code, name, gap, shares, lever }: TrustDriven, trustHref: Way) => ({
  name,
  code,
  href: trustHref(code),
  gap: boundsInWords(gap),
  shares: drivers.map((driver) => {
    const share = shares[driver];
    return share === null
      ? 'No gap'
      : `${boundsInWords({ low: 100 * share.low, high: 100 * share.high }, 0)}%`;
  }),
  lever: lever === null ? 'Not certain' : capital(driverInWords(lever)),
});
