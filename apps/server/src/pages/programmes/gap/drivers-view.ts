import type { CohortDriversAnswer, TrustDriven } from '#read-models';
import { drivers, type Driver } from '#vocabulary';
import { boundsInWords } from '../../gap-in-words.js';
import { capital, trustsInWords } from '../../stages-in-words.js';

const NAMES: Readonly<Record<Driver, string>> = {
  'first-time-right': 'entries right first time',
  'pathway-consistency': 'consistent pathways',
  'clinical-ownership': 'clinical ownership',
  interoperability: 'interoperability',
};

/** Where the name of a trust leads. */
type Way = (code: string) => string;

/** The four drivers: at how many trusts each is the lever, and the shares of the trusts asked for. */
export function driversView(answer: CohortDriversAnswer, codes: readonly string[], trustHref: Way) {
  const { levers, numerator, denominator, trusts } = answer;
  const unclear = denominator - drivers.reduce((sum, driver) => sum + levers[driver], 0);
  return {
    says: saysOf(levers, denominator),
    known: `Of ${String(numerator)} of ${trustsInWords(denominator)} all four drivers are known.`,
    levers: [
      ...drivers.map((driver) => ({ name: capital(NAMES[driver]), trusts: levers[driver] })),
      { name: 'No single one for certain', trusts: unclear },
    ],
    names: drivers.map((driver) => capital(NAMES[driver])),
    rows: codes.flatMap((code) => {
      const trust = trusts.find((each) => each.code === code);
      return trust === undefined || trust.known === 0 ? [] : [rowOf(trust, trustHref)];
    }),
  };
}

function saysOf(levers: CohortDriversAnswer['levers'], of: number): string {
  const [most] = drivers.toSorted((one, other) => levers[other] - levers[one]);
  return most === undefined || levers[most] === 0
    ? `At none of ${trustsInWords(of)} is it certain which driver holds use back most.`
    : `${capital(NAMES[most])} holds use back most at ${String(levers[most])} of ${trustsInWords(of)}: more than any other driver.`;
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
  lever: lever === null ? 'Not certain' : capital(NAMES[lever]),
});
