import { isoDate } from '#vocabulary';
import { moduleStep } from './epr-questions.js';
import type { KnownEprs } from './known-eprs.js';

describe('The question of a module', () => {
  it('names those in the plan of the EPR that was chosen', () => {
    expect(hintFor('demo-epr')).toBe(
      'In the plan of this EPR: ePMA and theatres. Leave this empty if the EPR as a whole went live.',
    );
  });

  it('gives an example of one that is planned as a whole', () => {
    expect(hintFor('another')).toBe(
      'For example, ePMA. Leave this empty if the EPR as a whole went live.',
    );
  });
});

function hintFor(epr: string): string {
  const known: KnownEprs = {
    instances: ['another', 'demo-epr'],
    modules: new Map([['demo-epr', ['epma', 'theatres']]]),
  };
  const [field] = moduleStep('Which module went live?', 'went live').fields;
  const about = { answers: { epr }, known, code: 'RXX', today: isoDate('2026-11-28') };
  return typeof field?.hint === 'function' ? field.hint(about) : (field?.hint ?? '');
}
