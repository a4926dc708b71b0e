import { evidencedShown } from './evidenced-rows.js';

describe('How much of what is claimed was validated on a document', () => {
  it('is said of each class that claims anything, and never of their sum', () => {
    const { result, table } = evidencedShown(
      {
        byClass: { CRB: { ...none, validated: 250_000, awaiting: 150_000 }, NCRB: none, SB: none },
        unmonetised: 0,
      },
      'England',
    );
    expect(result).toEqual([
      'Cash-releasing: £2,500 of £4,000 claimed is validated on a document that the validation names; £1,500 is not.',
    ]);
    expect(table?.rows.map((row) => row.map(({ text }) => text))).toEqual([
      ['Cash-releasing', '£4,000', '£2,500', '62.5%', '£1,500', '£0', '£0'],
    ]);
  });

  it('counts what came before there was enough use as claimed, and what was rejected as claimed no more', () => {
    const { result, table } = evidencedShown(
      {
        byClass: { CRB: { ...none, rejected: 100 }, NCRB: { ...none, belowGate: 200 }, SB: none },
        unmonetised: 2,
      },
      'England',
    );
    expect(result).toEqual([
      'Cash-releasing: nothing is claimed that was not rejected.',
      'Non-cash-releasing: £0 of £2 claimed is validated on a document that the validation names; £2 is not.',
      '2 benefits have no value in money, and are in no sum.',
    ]);
    expect(table?.rows[0]?.[3]).toEqual({ text: 'Nothing claimed', isUnknown: true });
  });

  it('says so where nothing is claimed, and leaves nothing open where all of it was validated', () => {
    expect(
      evidencedShown({ byClass: { CRB: none, NCRB: none, SB: none }, unmonetised: 0 }, 'England'),
    ).toEqual({
      result: ['No value in money has been claimed.'],
      table: undefined,
    });
    const all = { ...none, validated: 100 };
    expect(
      evidencedShown({ byClass: { CRB: all, NCRB: none, SB: none }, unmonetised: 1 }, 'England')
        .result,
    ).toEqual([
      'Cash-releasing: £1 of £1 claimed is validated on a document that the validation names.',
      '1 benefit has no value in money, and is in no sum.',
    ]);
  });
});

const none = { validated: 0, awaiting: 0, rejected: 0, belowGate: 0 };
