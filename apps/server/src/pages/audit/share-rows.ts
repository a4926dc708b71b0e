import { truncatedPercent } from '#figures';
import type { PoolListed } from '#read-models';
import { dayInWords } from '#vocabulary';
import { percent } from '../numbers-in-words.js';
import { capital } from '../stages-in-words.js';
import { cell, numbers, unknown, words, type Table } from '../table-view.js';
import { streamHref } from './audit-links.js';
import type { Told } from './audit-names.js';

type Pools = readonly PoolListed[];

const places = { england: 'trusts in England', demonstration: 'the demonstration programme' };

type Place = keyof typeof places;

/** The answer and the shares of each programme that has any: a resource of the same name in both is two. */
export function sharesShown(poolsOf: Readonly<Record<Place, Pools>>, told: Told) {
  const having = (['england', 'demonstration'] as const).filter((of) => poolsOf[of].length > 0);
  return having.map((programme) => ({
    programme,
    title: having.length === 1 ? undefined : capital(places[programme]),
    result: sharesInWords(poolsOf[programme], told),
    table: sharesTable(poolsOf[programme], programme, told),
  }));
}

/** Whether any resource is claimed by more than all of it, or a benefit approved with more than it holds. */
function sharesInWords(pools: Pools, { owners }: Told): readonly string[] {
  const beyond = pools.filter(({ free }) => free < 0).map(({ pool }) => `“${pool}”`);
  const overdrawn = pools.flatMap((each) => each.overdrawn);
  return [
    beyond.length === 0
      ? `The shares of ${pools.length === 1 ? 'the 1 shared resource are' : `each of ${String(pools.length)} shared resources are`} together 100% or less.`
      : `The shares are together more than 100% of ${beyond.join(', ')}.`,
    overdrawn.length === 0
      ? 'No benefit was approved with a larger share than it has.'
      : `Approved with a larger share than they have: ${overdrawn.map(owners.title).join(', ')}.`,
  ];
}

/** Each share of each resource; its name leads to the entries that claimed, released or corrected it. */
const sharesTable = (pools: Pools, programme: Place, { names, owners }: Told): Table => ({
  caption: `Shared resources of ${places[programme]}`,
  columns: [
    words('Resource'),
    words('Benefit'),
    words('Trust'),
    numbers('Share'),
    numbers('Approved with'),
    numbers('All shares together'),
    words('Since'),
  ],
  rows: pools.flatMap(({ pool, claimed, shares }) =>
    shares.map(({ benefit, organisation, share, approvedShare, since }) => {
      const href = owners.href(benefit);
      const decimals = decimalsOver(approvedShare ?? 0, share);
      return [
        { text: pool, href: streamHref(`pool-${pool}`) },
        { text: owners.title(benefit), ...(href !== undefined && { href }) },
        organisation === null ? unknown() : cell(names.organisation(organisation)),
        cell(percent(share, decimals)),
        approvedShare === null
          ? unknown('Not approved with one')
          : cell(percent(approvedShare, decimals)),
        cell(percent(claimed, decimalsOver(claimed, 1))),
        cell(dayInWords(since)),
      ];
    }),
  ),
});

/** As many decimals, up to seven, as show that a share is over what it may be; one where it is not. */
const decimalsOver = (share: number, limit: number): number =>
  [1, 2, 3, 4, 5, 6, 7].find(
    (decimals) => truncatedPercent(share, decimals) > truncatedPercent(limit, decimals),
  ) ?? 1;
