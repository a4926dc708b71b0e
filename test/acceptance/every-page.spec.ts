import { pages } from '../../apps/server/src/pages/pages.js';
import { everyPage } from '../support/every-page.js';

/** The list that the specs of accessibility and of the browser go through. */
describe('The list of pages', () => {
  it('has every page there is', () => {
    const seen = everyPage.map(({ path }) => path.split('?')[0] ?? '');
    const unseen = routesOf(pages).filter((route) => !seen.some((path) => route.test(path)));
    expect(unseen).toEqual([]);
  });
});

/** The addresses that are answered with a page, as patterns. */
function routesOf(controllers: readonly object[]): RegExp[] {
  const addresses = controllers.flatMap((controller) => {
    const base = String(Reflect.getMetadata('path', controller) ?? '');
    const { prototype } = controller as { prototype: Record<string, unknown> };
    return Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const method = prototype[name] as object;
      // 0 is GET.
      if (Reflect.getMetadata('method', method) !== 0) return [];
      return [`/${base}/${String(Reflect.getMetadata('path', method))}`.replace(/\/+/g, '/')];
    });
  });
  return addresses
    .map((address) => address.replace(/(.)\/$/, '$1'))
    .filter((address) => !address.startsWith('/assets'))
    .map((address) => new RegExp(`^${address.replace(/:\w+/g, '[^/]+')}$`));
}
