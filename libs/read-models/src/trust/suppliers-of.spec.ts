import { suppliersOf } from './suppliers-of.js';

const live = (subject: string, supplier?: string) => ({
  ...{ kind: 'live' as const, subject },
  value: { live: true, instance: 'main', ...(supplier !== undefined && { supplier }) },
});
const planned = (subject: string, supplier: string) => ({
  ...{ kind: 'go-live-plan' as const, subject },
  value: { state: 'planned', supplier },
});
const replaced = {
  ...{ kind: 'replaced' as const, subject: 'C105' },
  value: { fromInstance: 'main', toInstance: 'second', supplier: 'Larch (demonstration)' },
};

describe('Whose product an EPR is', () => {
  it.each([
    ['by what named it last', [live('main/epma@RXX01', 'Yew'), planned('main', 'Elm')], 'Yew'],
    ['by its plan, where the go-live left it out', [live('main'), planned('main', 'Elm')], 'Elm'],
    ['not by the replacement it went with', [replaced, live('main', 'Yew')], 'Yew'],
    ['not known where nothing names it', [live('main')], undefined],
  ] as const)('is told %s', (_, said, supplier) => {
    expect(suppliersOf(said).get('main')).toBe(supplier);
  });

  it('is told of what came by the replacement', () => {
    const said = [replaced, planned('second', 'Elm')];
    expect(suppliersOf(said).get('second')).toBe('Larch (demonstration)');
  });
});
