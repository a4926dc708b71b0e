import { entryDetails } from './entry-details.js';

describe('What was recorded with an entry', () => {
  it('names the EPR, the sites, the method, the evidence and the notes', () => {
    const goLive = { instance: 'imaging', sites: ['RXX01', 'RXX02'], detail: 'Ward by ward.' };
    expect(entryDetails({ ...goLive, evidence: 'Board paper 14/2026' })).toEqual([
      { key: 'EPR', value: 'imaging' },
      { key: 'Sites', value: 'RXX01, RXX02' },
      { key: 'Evidence', value: 'Board paper 14/2026' },
      { key: 'Notes', value: 'Ward by ward.' },
    ]);
    expect(entryDetails({ method: 'count of all', note: 'Without theatres.' })).toEqual([
      { key: 'Method', value: 'Count of all' },
      { key: 'Notes', value: 'Without theatres.' },
    ]);
  });

  it('names sites that count with a weight by their codes', () => {
    const sites = [
      { site: 'RXX01', weight: 2 },
      { site: 'RXX02', weight: 1 },
    ];
    expect(entryDetails({ sites })).toEqual([{ key: 'Sites', value: 'RXX01, RXX02' }]);
  });

  it('has no line for what was not given', () => {
    expect(entryDetails({ instance: undefined, stage: 2 })).toEqual([]);
  });
});
