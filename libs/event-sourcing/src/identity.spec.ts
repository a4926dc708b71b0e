import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { digestOf, uuidV5 } from './identity.js';

describe('An id made of a name', () => {
  it('is that of RFC 9562 for its own example', () => {
    const domains = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
    expect(uuidV5(domains, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  it('says in its bits of what version and variant it is', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string({ unit: 'binary' }), (namespace, name) => {
        expect(uuidV5(namespace, name)).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }),
      { seed: 11 },
    );
  });
});

describe('The digest of a command', () => {
  it('is that of its JSON with the keys in order, however they stood', () => {
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    const written = '{"type":"A","data":{"a":[{"c":1,"d":"é"}],"b":null}}';
    expect(digestOf({ type: 'A', data: { b: null, a: [{ d: 'é', c: 1 }], e: undefined } })).toBe(
      sha256(written),
    );
  });
});
