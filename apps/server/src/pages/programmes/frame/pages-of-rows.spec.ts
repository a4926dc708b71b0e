import { pageShown } from './pages-of-rows.js';

describe('The rows of a long table', () => {
  const all = Array.from({ length: 120 }, (_, index) => index + 1);

  it('come in pages of fifty, with the way back and on, and the rest of the address', () => {
    const shown = pageShown(all, { page: '2', region: 'Y60' });
    expect(shown).toMatchObject({ first: 51, span: 'Rows 51 to 100 of 120' });
    expect(shown.rows).toEqual(all.slice(50, 100));
    expect(shown.previous?.href).toBe('?region=Y60&page=1#rows');
    expect(shown.next).toMatchObject({ text: 'Next', labelText: 'Page 3 of 3' });
    expect(pageShown(all, { page: '3' }).next).toBeUndefined();
  });

  it('are the first where there is no such page, and need none where they are few', () => {
    expect(pageShown(all, { page: '9' }).rows[0]).toBe(1);
    expect(pageShown(all, { page: 'x' }).rows[0]).toBe(1);
    expect(pageShown([1, 2], {})).toEqual({ rows: [1, 2], first: 1 });
  });
});
