import { pointerTo } from './pointer.js';

describe('The pointer of a refusal', () => {
  it('names the field in the body', () => {
    expect(pointerTo('sites/2', { sites: [] })).toBe('/sites/2');
    expect(pointerTo(undefined, { sites: [] })).toBe('');
  });

  it('names it below the entry of a correction', () => {
    expect(pointerTo('stage', { reason: 'It was stage 2.', entry: {} })).toBe('/entry/stage');
  });

  it('names the organisation in the address', () => {
    expect(pointerTo('organisation', { entry: {} })).toBe('{ods}');
  });

  it('names the field that held the day', () => {
    expect(pointerTo('when', { effectiveFrom: '2026-01-01', effectiveTo: '2026-02-01' })).toBe(
      '/effectiveTo',
    );
    expect(pointerTo('when', { sinceBeforeRecords: true })).toBe('/sinceBeforeRecords');
    expect(pointerTo('when', { lastDay: '2026-03-31' })).toBe('/lastDay');
    expect(pointerTo('when', { entry: { from: '2026-03-01', to: '2026-03-31' } })).toBe(
      '/entry/to',
    );
  });
});
