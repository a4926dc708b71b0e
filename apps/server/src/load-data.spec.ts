import { loadInWords } from './load-data.js';

describe('What is said of a load of public facts', () => {
  it('is one line where all is there already', () => {
    expect(loadInWords([file({ alreadyThere: 275 })])).toEqual([
      'Public facts: all there already.',
    ]);
  });

  it('counts the rows of each file', () => {
    expect(loadInWords([file({ recorded: 270, alreadyThere: 5 })])).toEqual([
      '  trusts.csv: 275 rows, 270 recorded, 5 there already, 0 refused',
      'Public facts: 270 rows of 1 file recorded.',
    ]);
  });

  it('names each row that was refused, and why, at every start', () => {
    const refused = [{ row: 2, code: 'already-registered', sentence: 'It is registered.' }];
    expect(loadInWords([file({ alreadyThere: 274, refused })])).toEqual([
      '  trusts.csv: 275 rows, 0 recorded, 274 there already, 1 refused',
      '    line 2: It is registered.',
      'Public facts: 0 rows of 1 file recorded, 1 row refused: see above.',
    ]);
  });
});

const file = (outcome: Partial<Parameters<typeof loadInWords>[0][number]>) => ({
  file: 'trusts.csv',
  rows: 275,
  recorded: 0,
  alreadyThere: 0,
  refused: [],
  ...outcome,
});
