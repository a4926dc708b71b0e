import { isoDate, odsCode, onDay, statedDate, type EvidenceId, type FreeText } from '#vocabulary';
import {
  basisRefusals,
  settle,
  type Circumstances,
  type OrderBasis,
  type OrganisationStanding,
  type Source,
} from './basis.js';

const trust: OrganisationStanding = {
  code: odsCode('RCF'),
  name: 'Airedale NHS Foundation Trust',
  kind: 'trust',
  opened: isoDate('1991-04-01'),
};

describe('Settling when a fact counts from', () => {
  it('takes the day of the order', () => {
    expect(settle(on('2026-10-01'), circumstances)).toEqual({
      outcome: 'settled',
      basis: { effective: onDay(isoDate('2026-10-01')) },
    });
  });

  it('cuts a month that has not ended at today', () => {
    expect(settle(on('2026-11'), circumstances)).toMatchObject({
      basis: { effective: { earliest: '2026-11-01', latest: '2026-11-24', precision: 'month' } },
    });
  });

  it('cuts what a source says at the day it was published', () => {
    const source = { name: 'Board paper', publishedOn: statedDate('2026-10-05') };
    expect(settle({ ...on('2026-10'), source }, circumstances)).toMatchObject({
      basis: { effective: { latest: '2026-10-05' } },
    });
  });

  it('refuses the future, unless the kind may lie ahead', () => {
    expect(settle(on('2026-11-25'), circumstances)).toMatchObject({ because: 'date-in-future' });
    expect(settle(on('2027-04-01'), circumstances, { ahead: true })).toMatchObject({
      basis: { effective: { latest: '2027-04-01' } },
    });
  });

  it('refuses a day after its source was published', () => {
    const source = { name: 'Board paper', publishedOn: statedDate('2026-09') };
    expect(settle({ ...on('2026-10-01'), source }, circumstances)).toMatchObject({
      because: 'date-after-publication',
      details: { publishedOn: '2026-09' },
    });
    expect(settle({ ...on('2026-11-25'), source }, circumstances)).toMatchObject({
      because: 'date-in-future',
    });
  });

  it('refuses an organisation that does not exist', () => {
    expect(settle(on('2026-10-01'), { ...circumstances, organisation: undefined })).toMatchObject({
      because: 'organisation-unknown',
    });
  });

  it('refuses what is surely before it opened; a month in which it opened may be right', () => {
    const organisation = { ...trust, opened: isoDate('2026-06-15') };
    expect(settle(on('2026-06-14'), { ...circumstances, organisation })).toMatchObject({
      because: 'date-before-organisation',
      details: { openedOn: '2026-06-15' },
    });
    expect(settle(on('2026-06'), { ...circumstances, organisation })).toMatchObject({
      outcome: 'settled',
    });
  });
});

describe('An organisation that closed', () => {
  const closed = { lastDay: isoDate('2026-03-31'), successors: [odsCode('RAE'), odsCode('RWY')] };
  const organisation: OrganisationStanding = { ...trust, closed };

  it('has facts up to its last day', () => {
    expect(settle(on('2026-03-31'), { ...circumstances, organisation })).toMatchObject({
      outcome: 'settled',
    });
  });

  it('has none after, and names who took over', () => {
    expect(settle(on('2026-04-01'), { ...circumstances, organisation })).toMatchObject({
      because: 'organisation-closed',
      details: { closedOn: '2026-03-31', successors: 'Its successors are RAE and RWY' },
    });
    const orphan = { ...trust, closed: { ...closed, successors: [] } };
    expect(settle(on('2026-04-01'), { ...circumstances, organisation: orphan })).toMatchObject({
      details: { successors: 'No successor is recorded' },
    });
  });

  it('names the successors that were looked up', () => {
    const names = { RAE: 'Bradford', RWY: 'Calderdale' };
    const named = { ...trust, closed: { ...closed, names } };
    expect(settle(on('2026-04-01'), { ...circumstances, organisation: named })).toMatchObject({
      details: { successors: 'Its successors are Bradford (RAE) and Calderdale (RWY)' },
    });
  });

  it('keeps, marked, what a public source says of it afterwards', () => {
    const order = { ...on('2026-04-01'), source: { name: 'Supplier list' } };
    expect(settle(order, { ...circumstances, organisation, asker: loader })).toMatchObject({
      basis: { marks: ['after-closure'] },
    });
  });
});

describe('A late entry', () => {
  const reason = 'Found in the archive' as FreeText;

  it('of more than twelve months needs a reason, and is marked', () => {
    expect(settle(on('2025-11-23'), circumstances)).toMatchObject({
      because: 'late-without-reason',
    });
    expect(settle({ ...on('2025-11-23'), reason }, circumstances)).toMatchObject({
      basis: { reason, marks: ['late-entry'] },
    });
  });

  it('is not one of exactly twelve months', () => {
    expect(settle(on('2025-11-24'), circumstances)).toEqual({
      outcome: 'settled',
      basis: { effective: onDay(isoDate('2025-11-24')) },
    });
  });

  it('is not what the reference loader takes from a public source with its address and date', () => {
    const url = 'https://www.digitalhealth.net/2014/10';
    const published = { name: 'digitalhealth.net', url, publishedOn: statedDate('2014-10-27') };
    const order = { ...on('2014-10-26'), source: published };
    expect(settle(order, { ...circumstances, asker: loader })).toEqual({
      outcome: 'settled',
      basis: { effective: onDay(isoDate('2014-10-26')), source: published },
    });
  });

  it('is what the reference loader takes from a source that is only named, without a reason', () => {
    const { url, publishedOn } = {
      url: 'https://www.example.org',
      publishedOn: statedDate('2014'),
    };
    for (const vague of [{}, { url }, { publishedOn }]) {
      const order = { ...on('2014-10-26'), source: { name: 'ODS', ...vague } };
      expect(settle(order, { ...circumstances, asker: loader })).toMatchObject({
        basis: { marks: ['late-entry'] },
      });
      expect(settle(order, circumstances)).toMatchObject({ because: 'late-without-reason' });
    }
    expect(settle(on('2014-10-26'), { ...circumstances, asker: loader })).toMatchObject({
      because: 'late-without-reason',
    });
  });
});

describe('Evidence', () => {
  it('that is missing is a mark, not an obstacle', () => {
    const needsEvidence = { needsEvidence: true };
    expect(settle(on('2026-10-01'), circumstances, needsEvidence)).toMatchObject({
      basis: { marks: ['no-evidence'] },
    });
    const shown = { ...on('2026-10-01'), evidence: 'evidence-7' };
    const settled = settle(shown, circumstances, needsEvidence);
    expect(settled).toMatchObject({ basis: { evidence: 'evidence-7' } });
    expect(settled).not.toHaveProperty('basis.marks');
  });

  it('of a public source is its address', () => {
    const url = 'https://www.example.org/board/2026-10';
    const publishedOn = statedDate('2026-10');
    const marksOf = (source: Source) =>
      settle(
        { ...on('2026-10-01'), source },
        { ...circumstances, asker: loader },
        { needsEvidence: true },
      );
    const published = { name: 'Board paper', url, publishedOn };
    const gathered = { name: 'Board paper', url, gatheredOn: publishedOn };
    expect(marksOf(published)).not.toHaveProperty('basis.marks');
    expect(marksOf(gathered)).not.toHaveProperty('basis.marks');
    for (const vague of [{ url }, { publishedOn }, {}]) {
      expect(marksOf({ name: 'Board paper', ...vague })).toMatchObject({
        basis: { marks: ['no-evidence'] },
      });
    }
  });

  it('is refused where it was published after today', () => {
    const published = (text: string) => ({
      ...on('2026-10-01'),
      source: { name: 'Board paper', publishedOn: statedDate(text) },
    });
    expect(settle(published('2026-11-25'), circumstances)).toMatchObject({
      because: 'published-in-future',
      field: 'source/publishedOn',
    });
    expect(settle(published('2026-11'), circumstances)).toMatchObject({ outcome: 'settled' });
  });
});

describe('Settling what an order rests on', () => {
  const named = (evidence: string) => ({ ...on('2026-10-01'), evidence });
  const cited = { evidenceId: 'EV-RCF-3F2A9C01B7D4' as EvidenceId };

  it('takes evidence by its reference, and a document in words', () => {
    const takes = (evidence: string) =>
      expect(
        settle(named(evidence), { ...circumstances, evidence: cited }, { needsEvidence: true }),
      ).toMatchObject({ outcome: 'settled', basis: { evidence } });
    takes('EV-RCF-3F2A9C01B7D4');
    takes('Signed acceptance, in the board papers');
  });

  it.each(['EV-RCF-000000000000', 'ev-rcf-3f2a9c01b7d4', 'EV-1', ' EV-RCF-3F2A9C01B7D4'])(
    'refuses %s, which looks like a reference and is none',
    (evidence) => {
      expect(settle(named(evidence), { ...circumstances, evidence: cited })).toMatchObject({
        because: 'evidence-unknown',
        field: 'evidence',
        details: { evidence },
      });
    },
  );

  it('refuses any reference where nobody looked it up', () => {
    expect(settle(named(cited.evidenceId), circumstances)).toMatchObject({
      because: 'evidence-unknown',
    });
  });

  it('refuses evidence that was withdrawn, or counts no more on the day', () => {
    const settled = (more: object) =>
      settle(named(cited.evidenceId), { ...circumstances, evidence: { ...cited, ...more } });
    expect(settled({ withdrawn: {} })).toMatchObject({ because: 'evidence-withdrawn' });
    expect(settled({ validUntil: isoDate('2026-09-30') })).toMatchObject({
      because: 'evidence-expired',
      details: { validUntil: '2026-09-30' },
    });
    expect(settled({ validUntil: isoDate('2026-10-01') })).toMatchObject({ outcome: 'settled' });
  });
});

it('Every refusal is a sentence', () => {
  for (const sentence of Object.values(basisRefusals)) expect(sentence).toMatch(/^[A-Z].*\.$/);
});

const on = (text: string): OrderBasis => ({ when: { on: statedDate(text) } });
const loader = { actor: 'loader', role: 'reference-loader', organisation: 'X26' } as const;
const circumstances: Circumstances = {
  today: isoDate('2026-11-24'),
  asker: { actor: 'p-1', role: 'trust-recorder', organisation: 'RCF' },
  organisation: trust,
};
