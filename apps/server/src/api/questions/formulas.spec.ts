import { formulaUsed, formulaVersions, type FormulaName } from '#figures';
import * as answers from './answers/index.js';

/** Lists of what was recorded or published, and what was published worked out again by its own version. */
const noFigures: readonly string[] = [
  ...['organisations', 'profile', 'timeline', 'changes', 'entries', 'imports', 'sample'],
  ...['segregation', 'cohortMembers', 'forecasts', 'packSignOffs', 'programmes'],
  ...['programmeProfile', 'programmeStatements', 'reports', 'targets'],
  ...['periodAdjustments', 'periodRead', 'rePerformance', 'reportRead'],
];

describe('Every answer that is a figure', () => {
  it.each(Object.entries(answers).filter(([name]) => !noFigures.includes(name)))(
    'says by which formula it was worked out: %s',
    (_, { fields }) => {
      expect(Object.keys(fields)).toEqual(
        expect.arrayContaining(['formula.name', 'formula.version']),
      );
    },
  );

  it('names the newest version of its formula', () => {
    for (const name of Object.keys(formulaVersions) as FormulaName[]) {
      expect(formulaUsed(name)).toEqual({ name, version: formulaVersions[name].at(-1) });
    }
  });
});
