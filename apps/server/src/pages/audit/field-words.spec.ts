import { fieldInWords, namedBeside } from './field-words.js';

describe('A stored field in words', () => {
  it.each([
    ['numerator', 'Counted'],
    ['sites.0.site', 'Sites 1: site'],
    ['source.publishedOn', 'Source: published on'],
    ['content.settingsOf.Acute.0', 'Content: settings of: Acute 1'],
    ['parentODS', 'Parent ODS'],
    ['constructor', 'Constructor'],
  ])('%s is: %s', (path, name) => {
    expect(fieldInWords(path).name).toBe(name);
  });

  it('says what an identifier of the log is for', () => {
    expect(namedBeside([{ path: 'correlation', value: 'c-1' }])).toEqual([
      {
        path: 'correlation',
        value: 'c-1',
        name: 'Id of the request or import',
        hint: 'All entries that came of it have the same',
      },
    ]);
  });
});
