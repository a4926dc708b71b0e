import { partAsked, partsAround, rowsShown } from './parts-shown.js';

describe('A list shown in parts', () => {
  it('leads to the parts before and after, with all that its address asks', () => {
    expect(
      partsAround({ offset: 25, all: 1_060 }, { knownAt: '8', page: '2', odd: ['x'] }),
    ).toEqual({
      span: '26 to 50 of 1,060',
      inTitle: ' (page 2 of 43)',
      previous: { href: '?knownAt=8&page=1', text: 'Previous', labelText: '1 to 25 of 1,060' },
      next: { href: '?knownAt=8&page=3', text: 'Next', labelText: '51 to 75 of 1,060' },
    });
  });

  it('ends at both ends', () => {
    expect(partsAround({ offset: 0, all: 60 }, {})).toEqual({
      span: '1 to 25 of 60',
      next: { href: '?page=2', text: 'Next', labelText: '26 to 50 of 60' },
    });
    expect(partsAround({ offset: 50, all: 60 }, {})).toEqual({
      span: '51 to 60 of 60',
      inTitle: ' (page 3 of 3)',
      previous: { href: '?page=2', text: 'Previous', labelText: '26 to 50 of 60' },
    });
  });

  it('needs no ways where all of it is shown', () => {
    expect(partsAround({ offset: 0, all: 25 }, {})).toEqual({});
    expect(partsAround({ offset: 0, all: 0 }, {})).toEqual({});
  });

  it.each([undefined, '', '0', '-1', '1.5', 'x', ['1', '2']])(
    'begins with the first for an address that says %j',
    (asked) => {
      expect(partAsked(asked, 60)).toEqual({ offset: 0, all: 60 });
    },
  );

  it.each([
    [60, 50],
    [50, 25],
    [1, 0],
    [0, 0],
  ])('of %d rows shows the last part for an address beyond the end, from %d', (all, offset) => {
    expect(partAsked('9999', all)).toEqual({ offset, all });
  });

  it('has fewer rows in a part where each is tall', () => {
    const all = Array.from({ length: 22 }, (_, index) => index + 1);
    const { rows, first, pages } = rowsShown(all, { page: '2' }, { shown: 10 });
    expect([rows, first]).toEqual([all.slice(10, 20), 11]);
    expect(pages).toMatchObject({ span: '11 to 20 of 22', next: { labelText: '21 to 22 of 22' } });
    expect(rowsShown(all, { page: '9' }, { shown: 10 }).rows).toEqual([21, 22]);
    expect(rowsShown(all.slice(0, 10), {}, { shown: 10 }).pages).toEqual({});
  });

  it('shows its rows, and leads back to where it stands among others of the page', () => {
    const all = Array.from({ length: 60 }, (_, index) => index + 1);
    const list = { parameter: 'learned', anchor: 'learned' };
    const { rows, first, pages } = rowsShown(all, { region: 'Y60', learned: '2' }, list);
    expect([rows, first]).toEqual([all.slice(25, 50), 26]);
    expect(pages.next?.href).toBe('?region=Y60&learned=3#learned');
    expect(rowsShown(all, { learned: '2' }).rows[0]).toBe(1);
  });
});
