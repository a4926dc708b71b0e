import { readFileSync } from 'node:fs';

const HAZARDS = 24;
const rows = rowsOf(readFileSync('libs/event-store/README.md', 'utf8'));

describe('The table of hazards', () => {
  it('names every hazard', () => {
    expect([...new Set(rows.map(({ number }) => number))]).toEqual(
      Array.from({ length: HAZARDS }, (_, index) => index + 1),
    );
  });

  it.each(rows)('names a test that is there: $number, $test', ({ test, file }) => {
    expect(readFileSync(file, 'utf8')).toContain(`'${test}'`);
  });
});

type Row = Readonly<{ number: number; test: string; file: string }>;

function rowsOf(readme: string): readonly Row[] {
  const [, section = ''] = readme.split('## Hazards');
  const [table = ''] = section.split('\n## ');
  return [...table.matchAll(/^\| (\d+) +\| .+? \| (.+?) +\| `(.+?)` +\|$/gm)].map(
    ([, number, test = '', file = '']) => ({ number: Number(number), test, file }),
  );
}
