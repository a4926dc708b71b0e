import type { PoolListed } from '#read-models';
import { isoDate, type BenefitId, type OdsCode, type PoolTag } from '#vocabulary';
import { sharesShown } from './share-rows.js';

describe('The shares of resources, for an auditor', () => {
  it('are together 100% or less, and approved with what they are, where nothing is wrong', () => {
    expect(resultOf([pool(0.6, { approvedShare: 0.6 })])).toEqual([
      'The shares of the 1 shared resource are together 100% or less.',
      'No benefit was approved with a larger share than it has.',
    ]);
  });

  it('name the resource of which more is claimed than there is', () => {
    expect(resultOf([pool(0.6), pool(1.2, { tag: 'beds' })])?.[0]).toBe(
      'The shares are together more than 100% of “beds”.',
    );
  });

  it('call a benefit that was approved with more than it has by its title', () => {
    expect(resultOf([pool(0.6, { approvedShare: 0.7 })])?.[1]).toBe(
      'Approved with a larger share than they have: Nursing time freed.',
    );
  });

  it('have the decimals that tell what is over from what it is over', () => {
    const shown = (of: PoolListed) =>
      sectionOf([of])
        ?.table.rows[0]?.slice(3, 6)
        .map(({ text }) => text);
    expect(shown(pool(0.6, { approvedShare: 0.6004 }))).toEqual(['60.00%', '60.04%', '60.0%']);
    expect(shown(pool(1.0004))).toEqual(['100.0%', 'Not approved with one', '100.04%']);
    expect(shown(pool(1.00000001))?.[2]).toBe('100.000001%');
    expect(shown(pool(0.99996, { approvedShare: 0.5 }))).toEqual(['99.9%', '50.0%', '99.9%']);
  });

  it('are told of each programme by itself, where both have some', () => {
    const over = [pool(1.2)];
    const shown = sharesShown({ england: [pool(0.6)], demonstration: over }, told);
    expect(shown.map(({ title, result }) => [title, result[0]])).toEqual([
      ['Trusts in England', 'The shares of the 1 shared resource are together 100% or less.'],
      ['The demonstration programme', 'The shares are together more than 100% of “nursing-time”.'],
    ]);
    const [alone, ...others] = sharesShown({ england: [], demonstration: over }, told);
    expect([alone?.title, others]).toEqual([undefined, []]);
  });
});

const sectionOf = (england: readonly PoolListed[]) =>
  sharesShown({ england, demonstration: [] }, told)[0];

const resultOf = (england: readonly PoolListed[]) => sectionOf(england)?.result;

const names = {
  organisation: (code: string) => code,
  capability: (code: string) => code,
};

const told = {
  names,
  owners: {
    title: () => 'Nursing time freed',
    home: () => 'Example NHS Trust (RXX)',
    trust: () => 'RXX' as OdsCode,
    organisation: names.organisation,
    href: () => undefined,
    namesFor: () => names,
  },
};

type Held = Readonly<{ approvedShare?: number; tag?: string }>;

/** A resource of which one benefit holds a share. */
function pool(share: number, { approvedShare, tag = 'nursing-time' }: Held = {}): PoolListed {
  const benefit = 'RXX-EPMA-TIME' as BenefitId;
  return {
    ...{ pool: tag as PoolTag, claimed: share, free: 1 - share, byOthers: 0 },
    overdrawn: approvedShare !== undefined && approvedShare > share ? [benefit] : [],
    shares: [
      {
        ...{ benefit, organisation: 'RXX' as OdsCode, share, since: isoDate('2025-10-03') },
        approvedShare: approvedShare ?? null,
      },
    ],
  };
}
