import { read, write, type WorkBook } from '@e965/xlsx';
import { zipSync } from 'fflate';
import { registers } from '#imports';
import { ApplicationUnderTest, type Caller } from '../support/application.js';
import { FormWalk } from '../support/form-walk.js';
import { registerTrusts } from '../support/registered-trusts.js';

const TRUST = '/api/v1/organisations/RXX';
const NEW = '/organisations/RXX/imports/new';
const newOf = (register: string) => `${NEW}?register=${register}`;
const EXAMPLE_SOURCE = 'Monthly return';

let application: ApplicationUnderTest;
let recorder: Caller;
beforeAll(async () => {
  application = await ApplicationUnderTest.start({ clock: { now: '2026-06-01T09:00:00.000Z' } });
  await registerTrusts(await application.as('reference-loader-1'), ['RXX']);
  recorder = await application.as('trust-recorder-1', 'RXX');
  const approver = await application.as('trust-approver-1', 'RXX');
  for (const benefit of ['RXX-DRUG-ROUNDS', 'RXX-NOTE-TIME']) {
    await recorder.post(`${TRUST}/benefits`, { benefit, ...profile }).expect(201);
  }
  const agreed = await recorder
    .post(`${TRUST}/benefit-baselines`, { benefit: 'RXX-NOTE-TIME', ...baseline })
    .expect(201);
  await approver
    .post(`${TRUST}/benefit-approvals`, { benefit: 'RXX-NOTE-TIME', ...approval })
    .set('If-Match', String(agreed.headers['etag']))
    .expect(201);
  await application.settled();
});
afterAll(() => application.stop());

const walker = () => new FormWalk(application).as('trust-recorder-1', 'RXX');

/** The page of an import once it is at an end. */
async function finished(walk: FormWalk) {
  const { address } = walk.page;
  while (walk.page.text.includes('import under way')) await walk.open(address);
  return walk.page;
}

/** As somebody does with a spreadsheet program: the template, saved again with their own words in it. */
function edited(template: Buffer, change: (text: string) => string): Buffer {
  const book: WorkBook = read(template, { type: 'buffer' });
  const cells = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
  for (const cell of Object.values(cells) as Readonly<{ v?: unknown; t?: string }>[]) {
    if (typeof cell.v === 'string') Object.assign(cell, { v: change(cell.v), w: undefined });
  }
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

const ownSource = (text: string): string => text.replace(EXAMPLE_SOURCE, 'Our return');

describe.each(registers.map(({ name, title }) => [name, title] as const))(
  'The register of %s',
  (name, title) => {
    it('is filled in its XLSX template, checked, imported, exported and taken back by pages', async () => {
      const walk = walker();
      await walk.open('/organisations/RXX/imports');
      await walk.follow(`XLSX template of ${title}`);
      const downloaded = await recorder
        .get(`${TRUST}/registers/${name}/template?format=xlsx`)
        .buffer()
        .parse(bytesOf)
        .expect(200);
      const template = downloaded.body as Buffer;

      await walk.open(newOf(name));
      const untouched = await walk.upload({ 'ours.xlsx': template });
      expect(untouched.text).toContain('This is the example of the template. Remove it.');
      expect(untouched.text).toContain('Take this row out of the file.');

      await walk.open(newOf(name));
      const checked = await walk.upload({ 'ours.xlsx': edited(template, ownSource) });
      expect(checked.text).toContain('Nothing is recorded yet. Check the numbers, then confirm.');
      expect(checked.text).toContain('New entries 1');
      await walk.send();
      expect((await finished(walk)).text).toContain('1 entry recorded.');
      await application.settled();

      const { text: csv } = await recorder.get(`${TRUST}/registers/${name}/export`).expect(200);
      expect(csv).toContain('Our return');
      const again = await recorder
        .plain('post', `${TRUST}/imports?register=${name}&dryRun=true`)
        .type('text/csv')
        .send(csv)
        .expect(200);
      const { totals } = again.body as Readonly<{ totals: Record<string, number> }>;
      expect(totals).toMatchObject({ identical: totals['rows'], new: 0, changed: 0 });

      await walk.follow('Withdraw this import');
      const taken = await walk.send({ reason: 'It was the file of another trust' });
      expect(taken.text).toContain('import withdrawn');
      const { text: after } = await recorder.get(`${TRUST}/registers/${name}/export`).expect(200);
      expect(after).not.toContain('Our return');
    });
  },
);

describe('A file with rows about what is recorded already', () => {
  it('shows what it would correct, and a number far from the last, before it is confirmed', async () => {
    const { text } = await recorder.get(`${TRUST}/registers/driver-measurements/template`);
    const header = (text.split('\r\n')[0] ?? '').replace('\ufeff', '');
    const fileOf = (numerator: string, month: string) => {
      const cells: Readonly<Record<string, string>> = {
        ...{ driver: 'pathway-consistency', numerator, denominator: '100' },
        ...{ period_from: `2026-${month}-01`, period_to: `2026-${month}-28` },
        ...{ method: 'Report of the EPR', source: 'Our return' },
      };
      const row = header.split(',').map((column) => cells[column] ?? '');
      return Buffer.from([header, row.join(',')].join('\r\n'));
    };
    const walk = walker();
    for (const month of ['01', '02']) {
      await walk.open(newOf('driver-measurements'));
      await walk.upload({ 'drivers.csv': fileOf('80', month) });
      await walk.send();
      expect((await finished(walk)).text).toContain('1 entry recorded.');
    }
    await application.settled();

    await walk.open(newOf('driver-measurements'));
    const { text: checked } = await walk.upload({ 'drivers.csv': fileOf('8', '02') });
    expect(checked).toContain('Corrections 1');
    expect(checked).toContain(
      'Is this number right? Row 2: numerator 8 is at least 10 times lower than the last, 80, recorded for 1 January 2026 to 28 January 2026.',
    );
    expect(checked).toContain('What would be corrected');
    expect(checked).toContain('2 pathway-consistency, 2026-02-01, 2026-02-28 numerator 80 8');
    expect(checked.indexOf('numerator 80 8')).toBeLessThan(checked.indexOf('Confirm and import'));
    const address = walk.page.address;
    const entry = await walk.follow('pathway-consistency, 2026-02-01, 2026-02-28');
    expect(entry.status).toBe(200);
    expect(entry.text).toContain('80');
    await walk.open(address);
    await walk.send();
    const done = (await finished(walk)).text;
    expect(done).toContain('1 entry corrected.');
    expect(done).toContain('What was corrected');
  });
});

describe('A file with rows that are not right', () => {
  it('is given back in its template, put right there, and imported whole', async () => {
    const { text } = await recorder.get(`${TRUST}/registers/driver-measurements/template`);
    const [header = ''] = text.split('\r\n');
    const row = (month: string, numerator: string) => {
      const cells: Readonly<Record<string, string>> = {
        ...{ driver: 'first-time-right', numerator, denominator: '100' },
        ...{ period_from: `2026-${month}-01`, period_to: `2026-${month}-28` },
        ...{ method: 'Report of the EPR', source: 'Our return' },
      };
      return header
        .replace('\ufeff', '')
        .split(',')
        .map((column) => cells[column] ?? '')
        .join(',');
    };
    const walk = walker();
    await walk.open(newOf('driver-measurements'));
    const file = [header, row('01', '40'), row('02', '=40+1'), row('03', '101')].join('\r\n');
    const checked = await walk.upload({ 'drivers.csv': Buffer.from(file) });
    expect(checked.text).toContain(
      'Nothing was recorded: 2 rows have errors. Correct the file and select it again, or import the other row without them.',
    );
    expect(checked.text).toContain('3 numerator: =40+1 A formula stands here. Enter its value.');
    expect(checked.text).toContain(
      '4 numerator: 101 denominator: 100 Numerator must be the same as or less than',
    );
    const api = checked.address.replace('/organisations', '/api/v1/organisations');
    const { text: problems } = await recorder.get(`${api}?format=csv`).expect(200);
    expect(problems.trim().split('\r\n')).toHaveLength(3);

    const { text: rejected } = await recorder.get(`${api}/rejected`).expect(200);
    expect(rejected.split('\r\n')[0]).toBe(header);
    expect(rejected.trim().split('\r\n')).toHaveLength(3);
    expect(rejected).not.toMatch(/(^|,)=/m);
    await walk.send();
    expect((await finished(walk)).text).toContain('1 entry recorded');
    const mended = rejected.replace("'=40+1", '41').replace('101', '99');
    await walk.open(newOf('driver-measurements'));
    await walk.upload({ 'rest.csv': Buffer.from(mended) });
    await walk.send();
    expect((await finished(walk)).text).toContain('2 entries recorded');
  });
});

describe('Somebody who was signed out meanwhile', () => {
  it('is led back to the list they had chosen, and to the import they confirmed', async () => {
    const walk = walker();
    const chosen = newOf('go-lives');
    await walk.open('/organisations/RXX/imports');
    await walk.follow('Select a file of Go-lives');
    expect(walk.page.address).toBe(chosen);
    walk.as();
    const out = await walk.upload({ 'ours.csv': Buffer.from('x') });
    expect(out.status).toBe(401);
    expect(out.text).toContain('You were signed out');
    expect(out.text).toContain('The file could not be kept, and nothing of it was recorded.');
    expect(out.text).toContain('then choose the file again.');
    expect(out.html).toContain(`return=${encodeURIComponent(chosen)}`);
    walk.as('trust-recorder-1', 'RXX');
    expect((await walk.open(chosen)).text).toContain('Import a list: Go-lives');

    const { text: template } = await recorder.get(`${TRUST}/registers/go-lives/template`);
    const checked = await walk.upload({ 'ours.csv': Buffer.from(ownSource(template)) });
    walk.as();
    const confirmed = await walk.send();
    expect(confirmed.status).toBe(401);
    expect(confirmed.html).toContain(`return=${encodeURIComponent(checked.address)}`);
    walk.as('trust-recorder-1', 'RXX');
    expect((await walk.open(checked.address)).text).toContain('Nothing is recorded yet.');
  });
});

describe('A file that is none', () => {
  const container = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  const bomb = () => zipSync({ 'xl/workbook.xml': new Uint8Array(100_000_001) }, { level: 1 });
  const csv = (text: string) => () => Buffer.from(text);

  it.each<[string, () => Uint8Array, string]>([
    [
      'notes.xlsx',
      csv('driver\nx\n'),
      'The name of the selected file ends in “.xlsx”, but it seems to be a text file. Open it in a spreadsheet program and save it as XLSX, or let its name end in “.csv”',
    ],
    [
      'paper.csv',
      csv('%PDF-1.7'),
      'The selected file is a PDF. Enter its rows in the template, and select that',
    ],
    [
      'photo.xlsx',
      () => Buffer.from('89504e470d0a1a0a', 'hex'),
      'The selected file is a picture. Enter its rows in the template, and select that',
    ],
    [
      'old.xls',
      () => container,
      'The selected file seems to be an old Excel workbook (.xls). Open it and save it as XLSX',
    ],
    [
      'secret.xlsx',
      () => Buffer.concat([container, Buffer.from('EncryptedPackage', 'utf16le')]),
      'The selected file is password protected',
    ],
    ['bomb.xlsx', bomb, 'The selected file must be smaller than 100MB when it is unpacked'],
    [
      'macros.xlsx',
      () => zipSync({ 'xl/workbook.xml': Buffer.from('x'), 'xl/vbaProject.bin': Buffer.from('x') }),
      'The selected file must not contain macros. Save it as XLSX without them',
    ],
    ['cut.xlsx', () => Buffer.from('504b0304aabb', 'hex'), 'The selected file could not be read'],
    ['big.csv', () => Buffer.alloc(20_000_001, 'a'), 'The selected file must be smaller than 20MB'],
    [
      'vast.csv',
      () => Buffer.alloc(60_000_000, 'a'),
      'The selected file must be smaller than 20MB',
    ],
    ['latin.csv', () => Buffer.from('Caf\u00e9', 'latin1'), 'must be saved as CSV UTF-8'],
    [
      'page.csv',
      csv('<!doctype html>'),
      'The selected file is a web page, as some systems export. Open it in a spreadsheet program and save it as XLSX',
    ],
    ['none.csv', csv('driver,period_from\n'), 'The selected file has headings but no rows'],
    ['long.csv', csv(`driver\n${'x\n'.repeat(50_001)}`), 'must have 50,000 rows or fewer'],
    ['other.csv', csv('beds\n3\n'), 'The selected file must use the template'],
    ['continental.csv', csv('driver;numerator\nx;1\n'), 'must be separated by commas'],
    ['quotes.csv', csv('driver,numerator\n"x,1\n'), 'The quotation marks around line 2'],
    ['short.csv', csv('driver\nx\n'), 'Column “numerator” is missing'],
  ])('is told so in the summary and beside the field: %s', async (name, content, message) => {
    const walk = walker();
    await walk.open(newOf('driver-measurements'));
    const answer = await walk.upload({ [name]: Buffer.from(content()) });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('There is a problem');
    expect(answer.text.split(message).length).toBeGreaterThanOrEqual(3);
    expect(answer.text).toContain('Import a list: Drivers of use');
    expect(answer.html).toContain(`${TRUST}/registers/driver-measurements/template`);
  });
});

describe('A file of a list that is not chosen yet', () => {
  it('is asked which list it is of, and says so where none is chosen', async () => {
    const walk = walker();
    expect((await walk.open(NEW)).text).toContain('Which list do you want to import?');
    const none = await walk.open(`${NEW}?asked=yes`);
    expect(none.text.split('Select which list the file is').length).toBeGreaterThanOrEqual(3);
    const chosen = await walk.open(newOf('go-lives'));
    expect(chosen.text).toContain('Import a list: Go-lives');
  });
});

describe('A row with a day that is none', () => {
  it.each([
    ['46118', 'show the column as dates, like 31/03/2026'],
    ['3/4/26', 'Write the year with 4 numbers, like 31/03/2026.'],
    ['31/02/2026', 'like 2026-03-01.'],
  ])('is told what to do about %s', async (day, fix) => {
    const walk = walker();
    await walk.open(newOf('driver-measurements'));
    const file = `driver,period_from,period_to,numerator,denominator,method,source\ninteroperability,${day},2026-03-31,1,2,Report,Ours\n`;
    const { text } = await walk.upload({ 'ours.csv': Buffer.from(file) });
    expect(text).toContain('2 period_from');
    expect(text).toContain(fix);
  });
});

type Parser = Parameters<ReturnType<Caller['get']>['parse']>[0];

/** What a download is, byte by byte. */
const bytesOf: Parser = (answer, done) => {
  const pieces: Buffer[] = [];
  const stream = answer as unknown as NodeJS.ReadableStream;
  stream.on('data', (piece: Buffer) => pieces.push(piece));
  stream.on('end', () => {
    done(null, Buffer.concat(pieces));
  });
};

const profile = {
  ...{ effectiveOn: '2026-01-05', title: 'Time freed', class: 'NCRB', valuedIn: 'money' },
  ...{ beneficiary: 'Nurses', category: 'Time', objective: 'Release time', owner: 'chief-nurse' },
  measure: {
    ...{ name: 'Minutes', unit: 'minutes', direction: 'lower' },
    ...{ source: 'Audit log', cadence: 'monthly' },
  },
  unitValue: { pence: 45, source: 'Unit costs', priceYear: '2025/26' },
};

const baseline = {
  ...{ effectiveOn: '2026-02-01', value: 72, from: '2025-10-01', to: '2025-12-31' },
  ...{ method: 'Observed rounds', agreedBy: 'benefits-board' },
};

const approval = {
  ...{ effectiveOn: '2026-03-01', approver: 'finance-committee' },
  ...{ caseRef: 'The case', caseVersion: '1', fullYearValue: 1_200_000, attributionShare: 1 },
  trajectory: [
    { from: '2026-04-01', to: '2026-09-30', amount: 500_000 },
    { from: '2026-10-01', to: '2027-03-31', amount: 700_000 },
  ],
};
