import { versionsInWords } from './versions-in-words.js';

describe('The versions that a report names', () => {
  it('have each the title of that version, not of the newest', () => {
    expect(versionsInWords(used([1, 2]), names, published)).toEqual([
      'Maturity model “Four stages”, version 1',
      'Maturity model “Five stages”, version 2',
    ]);
  });

  it('keep the name of the log where no such version was published', () => {
    expect(versionsInWords(used([3]), names, published)).toEqual([
      'Maturity model “nhs-epr”, version 3',
    ]);
  });
});

const names = { definition: (id: string) => id };

const published = [
  { name: 'nhs-epr', version: 1, title: 'Four stages' },
  { name: 'nhs-epr', version: 2, title: 'Five stages' },
];

const used = (versions: readonly number[]) => ({
  models: versions.map((version) => ({ name: 'nhs-epr', version })),
  definitions: [],
  cohorts: [],
});
