import { csvOf, ndjsonOf } from './formats.js';

describe('Writing rows as CSV', () => {
  it('has a header and quotes what holds commas, quotes and line breaks', () => {
    expect(csvOf([{ code: 'RXX', name: 'A, "B"\nC' }], ['code', 'name'])).toBe(
      'code,name\r\nRXX,"A, ""B""\nC"\r\n',
    );
  });

  it('names nested fields by their way, and joins lists', () => {
    const rows = [{ gap: { low: 1, high: 2.5 }, successors: ['RAA', 'RBB'] }];
    expect(csvOf(rows, ['gap.low', 'gap.high', 'successors'])).toBe(
      'gap.low,gap.high,successors\r\n1,2.5,RAA; RBB\r\n',
    );
  });

  it('leaves empty what a row lacks or does not know', () => {
    expect(csvOf([{ a: 1 }, { a: null, b: true }], ['a', 'b'])).toBe('a,b\r\n1,\r\n,true\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx'])('makes text of the formula %j', (formula) => {
    expect(csvOf([{ name: formula }], ['name'])).toContain(`'${formula}`);
  });

  it('has the same columns where there is no row, and where a field is a word or an object', () => {
    const columns = ['evidenced', 'evidenced.low', 'value'];
    expect(csvOf([], columns)).toBe('evidenced,evidenced.low,value\r\n');
    const rows = [{ evidenced: 'not-reported' }, { evidenced: { low: 1 }, value: { live: true } }];
    expect(csvOf(rows, columns)).toBe(
      'evidenced,evidenced.low,value\r\nnot-reported,,\r\n,1,"{""live"":true}"\r\n',
    );
  });

  it('leaves numbers below zero alone', () => {
    expect(csvOf([{ change: -3 }], ['change'])).toBe('change\r\n-3\r\n');
  });
});

describe('Writing rows as NDJSON', () => {
  it('has one object per line', () => {
    expect(ndjsonOf([{ a: 1 }, { a: null }])).toBe('{"a":1}\n{"a":null}\n');
  });
});
