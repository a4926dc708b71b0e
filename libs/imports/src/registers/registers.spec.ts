import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { InMemoryEventStore } from '#event-store';
import { exportCsv } from '../exporting.js';
import { readSheet } from '../sheets/read-sheet.js';
import { importOf, importsOn } from '../testing/index.js';
import { columnsOf } from './columns-of.js';
import { registers } from './registers.js';
import { csvTemplate, dictionaryOf, xlsxTemplate } from './template.js';

describe.each(registers.map((register) => [register.name, register] as const))(
  'The register of %s',
  (name, register) => {
    const columns = columnsOf(register);

    it('has a template with the same headings and example as CSV and XLSX', async () => {
      for (const bytes of [Buffer.from(csvTemplate(register)), xlsxTemplate(register)]) {
        const read = await readSheet({ bytes }, register.title);
        const [line] = read.outcome === 'read' ? read.sheet.rows : [];
        expect(read).toMatchObject({ sheet: { header: columns.map((column) => column.name) } });
        expect(columns.map((_, index) => line?.cells[index] ?? '')).toEqual(
          columns.map(({ example }) => example),
        );
      }
    });

    it('explains its columns in the handbook as in the template', async () => {
      const handbook = await readFile(new URL('../../TEMPLATES.md', import.meta.url), 'utf8');
      const [, own = ''] = handbook.split(`\n## ${register.title}\n`);
      const table = own.split('\n## ')[0]?.split('\n') ?? [];
      const lines = table
        .filter((line) => line.startsWith('|') && !/^\|[-\s|]+\|$/.test(line))
        .map((line) =>
          line
            .slice(1, -1)
            .split('|')
            .map((cell) => cell.trim()),
        );
      expect(lines).toEqual(dictionaryOf(register));
    });

    it('refuses its example, takes it once it is the trust’s own, and reads its export back', async () => {
      const store = new InMemoryEventStore({ clock: () => new Date('2026-06-01T09:00:00Z') });
      const { importing, close } = await importsOn(store);
      const of = importOf(name);
      const template = csvTemplate(register);
      const untouched = await importing.run({ bytes: Buffer.from(template) }, of);
      expect(untouched.report).toMatchObject({
        stage: 'refused',
        problems: [{ code: 'example-row', fix: 'Take this row out of the file.' }],
      });
      const own = Buffer.from(withSource(template));
      const run = await importing.run({ bytes: own }, of);
      expect(run.report).toMatchObject({ stage: 'completed', totals: { rows: 1, new: 1 } });

      const bytes = Buffer.from(await exportCsv(store, register, of.organisation));
      const back = await importing.check({ bytes }, of);
      const { problems, totals } = back.report;
      expect(problems).toEqual([]);
      expect(totals.rows).toBeGreaterThan(0);
      expect(totals.identical).toBe(totals.rows);
      await close();
    });

    it('names columns it has, each once, as its key', () => {
      const names = columns.map((column) => column.name);
      expect(new Set(names).size).toBe(names.length);
      for (const each of register.key) expect(names).toContain(each);
    });
  },
);

/** The example as a trust's own row: the same, from another source. */
const withSource = (template: string): string => template.replace('Monthly return', 'Our return');
