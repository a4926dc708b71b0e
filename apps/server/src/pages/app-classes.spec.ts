import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const HERE = import.meta.dirname;

describe('A class of our own', () => {
  it('has a rule in the style sheet, wherever a template writes it', () => {
    const written = sources('.njk').flatMap((text) =>
      [...text.matchAll(/class="([^"]*)"/g)].flatMap(([, names = '']) => namesIn(names)),
    );
    expect(written.length).toBeGreaterThan(50);
    expect(written.filter((name) => !styled.has(name) && !hooks.has(name))).toEqual([]);
  });

  it('is written somewhere, where the style sheet has a rule', () => {
    const all = [...sources('.njk'), ...sources('.ts')].join('\n');
    // What follows two hyphens may be filled in: one of two widths.
    const isWritten = (name: string): boolean =>
      all.includes(name) || all.includes(name.replace(/(?<=--).+/, '${'));
    expect([...styled].filter((name) => !isWritten(name))).toEqual([]);
  });
});

/** Names a part of a page for those who look for it, and leaves its looks to other classes. */
const hooks: ReadonlySet<string> = new Set(['app-headlines']);

const namesIn = (text: string): readonly string[] => text.match(/(?<![\w-])app-[\w-]*\w/g) ?? [];

const styled: ReadonlySet<string> = new Set(
  readFileSync(join(HERE, 'assets', 'app.css'), 'utf8')
    .match(/\.app-[\w-]+/g)
    ?.map((selector) => selector.slice(1)),
);

function sources(ending: string): readonly string[] {
  return readdirSync(HERE, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !name.endsWith('.spec.ts'))
    .map((name) => readFileSync(join(HERE, name), 'utf8'));
}
