import type { FactKind, LedgerValues } from '#facts';
import { isoDate, odsCode, onDay, type FreeText, type PartId } from '#vocabulary';
import { factInWords } from './fact-in-words.js';
import { valueInWords, valuesInWords } from './value-in-words.js';

describe('What a fact of the ledger says', () => {
  it.each(Object.keys(examples()) as FactKind[])(
    'is said of a %s in words, and not by the names of its fields',
    (kind) => {
      const [subject, value] = examples()[kind];
      const said = say(kind, subject, value);
      expect(said).not.toMatch(/undefined|null|\[object|[{}]|\b[a-z]+[A-Z]/);
      expect(said).not.toMatch(/\d{4}-\d{2}-\d{2}/);
      expect(said.split(' ').length).toBeGreaterThan(1);
    },
  );

  it.each<[FactKind, string]>([
    ['live', 'Module pharmacy of EPR “main” went live'],
    ['replaced', 'EPR “old” replaced by EPR “new”'],
    ['go-live-plan', 'Go-live of EPR “main” put off without a new date (pharmacy)'],
    ['scope', '1 site counts for C105'],
    [
      'target',
      'Target changed: Trusts with an EPR, 95% by March 2026 (version 2 of what counts, version 1 of the list of trusts)',
    ],
    ['definition', 'Definition of what counts for a target, version 2: An EPR is live'],
    [
      'cohort',
      'List of trusts that a target counts, version 2: by a merger, its source counts 205 trusts',
    ],
    [
      'cohort-member',
      'RXX left the list of trusts that a target counts, in version 2: by a merger',
    ],
    ['report', 'Report “q1” published with 1 figure, as of 30 June 2025 and entry 1,200'],
    [
      'judgement',
      'RXX judged 40% likely to miss its target, by a board reader: Two suppliers left.',
    ],
    [
      'pack-sign-off',
      'Board pack for 30 June 2025, up to entry 1,200, signed off by the programme office: Read and agreed.',
    ],
  ])('names of a %s what counts in it', (kind, sentence) => {
    const [subject, value] = examples()[kind];
    expect(say(kind, subject, value)).toBe(sentence);
  });
});

describe('A fact about several sites', () => {
  const names = { organisation: (code: string) => code, capability: (code: string) => code };
  const on = (...subjects: readonly string[]) =>
    valuesInWords(
      subjects.map((subject) => ({ kind: 'enabled', subject, value: { live: true } }) as const),
      names,
    );

  it.each([
    [['C105@RXX01'], 'C105 at site RXX01 switched on'],
    [['C105@RXX01', 'C105@RXX02'], 'C105 at sites RXX01 and RXX02 switched on'],
    [
      ['C105@RXX01', 'C105@RXX02', 'C105@RXX03', 'C105@RXX04', 'C105@RXX05'],
      'C105 at 5 sites (RXX01, RXX02, RXX03 and 2 more) switched on',
    ],
    [['C105@*'], 'C105 at all sites switched on'],
  ])('names them once: %p', (subjects, sentence) => {
    expect(on(...subjects)).toBe(sentence);
  });

  it('names the sites of a go-live, and the EPR that its supplier alone does not tell from another', () => {
    const live = (instance: string, supplier: string, ...subjects: readonly string[]) =>
      valuesInWords(
        subjects.map(
          (subject) =>
            ({ kind: 'live', subject, value: { live: true, instance, supplier } }) as const,
        ),
        names,
      );
    expect(
      live('rxx-maternity', 'Rowan Systems', 'rxx-maternity@RXX01', 'rxx-maternity@RXX02'),
    ).toBe('Went live with EPR “rxx-maternity” of Rowan Systems at sites RXX01 and RXX02');
    expect(
      live('rhq-oracle-health-cerner', 'Oracle Health (Cerner)', 'rhq-oracle-health-cerner'),
    ).toBe('Went live with Oracle Health (Cerner)');
  });

  it.each([
    ['rhq-oracle', 'Oracle Health (Cerner)', 'Oracle Health (Cerner)'],
    ['rxx-rowan-systems', 'Rowan Systems', 'Rowan Systems'],
    ['rxx-epr', 'Rowan Systems', 'Rowan Systems'],
    ['rxx-rowan-epr', 'Rowan Systems', 'Rowan Systems'],
    ['rxx-m', 'Rowan Systems', 'EPR “rxx-m” of Rowan Systems'],
    ['rxx-em', 'Rowan Systems', 'EPR “rxx-em” of Rowan Systems'],
    ['rxx-lis', 'Solis Systems', 'EPR “rxx-lis” of Solis Systems'],
    ['rxx-rowan-2', 'Rowan Systems', 'EPR “rxx-rowan-2” of Rowan Systems'],
  ])('goes by its supplier where the name %s of an EPR by %s says no more', (epr, by, called) => {
    const value = { live: true, instance: epr, supplier: by };
    expect(valuesInWords([{ kind: 'live', subject: epr, value }], names)).toBe(
      `Went live with ${called}`,
    );
  });

  it('says that it is so at all sites where that is said as well as some', () => {
    expect(on('C105@RXX01', 'C105@*')).toBe('C105 at all sites switched on');
  });

  it('names the EPR of a plan that its supplier alone does not tell from another', () => {
    const plan = { state: 'planned', supplier: 'Rowan Systems' } as const;
    expect(
      valuesInWords([{ kind: 'go-live-plan', subject: 'rxx-pathology', value: plan }], names),
    ).toBe('Go-live of EPR “rxx-pathology” of Rowan Systems planned');
  });
});

describe('A fact with its day', () => {
  const names = {
    organisation: (code: string) => code,
    capability: (code: string) => code,
    amount: (value: number) => `£${String(value / 100)}`,
    actual: (fact: string) => (fact === 'known' ? '£18' : undefined),
  };
  const told = (kind: FactKind, subject: string, value: object, on: string) =>
    factInWords({ kind, subject, value: value, effective: onDay(isoDate(on)) }, names);

  it.each([
    ['2025-07-01', '2025-07-31', 'Value recorded: £18, for July 2025'],
    ['2025-07-01', '2025-07-15', 'Value recorded: £18, for 1 July to 15 July 2025'],
    ['2024-12-16', '2025-01-15', 'Value recorded: £18, for 16 December 2024 to 15 January 2025'],
  ])('says the period of what was measured from %s to %s', (from, to, sentence) => {
    const value = { amount: 1_800, from: isoDate(from) };
    expect(told('benefit-actual', '', value, to)).toBe(sentence);
  });

  it('goes on from the words of a source, be they a sentence or undated', () => {
    const value = { kind: 'actual', words: '189 trusts have an EPR.' } as const;
    expect(told('programme-statement', 's1', value, '2025-07-31')).toMatch(
      /189 trusts have an EPR, on 31 July 2025$/,
    );
    const published = { ...onDay(isoDate('2025-07-31')), precision: 'published' as const };
    expect(
      factInWords(
        { kind: 'programme-statement', subject: 's1', value, effective: published },
        names,
      ),
    ).toMatch(/189 trusts have an EPR \(date not stated, published by 31 July 2025\)$/);
  });

  it('names the amount that was decided on, where what its event stated is known', () => {
    const judged = (names: string) => {
      const value = { state: 'validated', names, from: isoDate('2025-07-01') };
      return told('benefit-validation', 'fact', value, '2025-07-31');
    };
    expect(judged('known')).toBe('Value of £18 validated, for July 2025');
    expect(judged('other')).toBe('Value validated, for July 2025');
  });

  it('says the one day of all else', () => {
    expect(told('stage-declared', '', { stage: 1 }, '2025-03-01')).toBe(
      'Declared stage 1, digitising, on 1 March 2025',
    );
  });
});

const say = (kind: FactKind, subject: string, value: LedgerValues[FactKind]): string =>
  valueInWords(
    { kind, subject, value },
    {
      organisation: (code) => code,
      capability: (code) => code,
    },
  );

/** One of each kind, with its subject: a new kind without an example does not compile. */
function examples(): { readonly [Kind in FactKind]: readonly [string, LedgerValues[Kind]] } {
  const [from, to] = [isoDate('2025-04-01'), isoDate('2025-06-30')];
  const trust = odsCode('RXX');
  const office = 'Chief nurse' as LedgerValues['benefit-owner']['owner'];
  const text = (words: string) => words as FreeText;
  const part = (name: string) => name as PartId;
  const trajectory = [{ from, to, amount: 1200 }];
  const terms = {
    value: 95,
    deadline: '2026-03' as LedgerValues['target']['deadline'],
    definition: part('live'),
    definitionVersion: 2,
    cohort: part('acute'),
    cohortVersion: 1,
  };
  return {
    status: ['', { open: false, lastDay: to }],
    name: ['', { name: 'Example NHS Trust' }],
    classification: ['', { trustType: 'Acute' }],
    icb: ['', { icb: trust }],
    region: ['', { region: null }],
    'succeeded-by': ['RXX', { successor: trust, succession: 'merger' }],
    'succession-of': ['RXX', { predecessor: trust, succession: 'split' }],
    'epr-status': ['', { hasEpr: true, supplier: 'Supplier' }],
    'go-live-plan': ['main/pharmacy', { state: 'deferred' }],
    live: ['main', { live: true, instance: 'main', module: 'pharmacy' }],
    milestone: ['contract-signed', { milestone: 'contract-signed', amountPence: 100 }],
    replaced: ['*', { fromInstance: 'old', toInstance: 'new' }],
    scope: ['C105', { sites: [{ site: 'RXX01', weight: 1 }] }],
    enabled: ['C105@*', { live: false }],
    'partner-flow': ['gp', { live: true }],
    'stage-declared': ['', { stage: 1, cause: 'epr-replaced' }],
    'stage-validated': ['1', { validator: trust, expires: to, withdrawn: false }],
    adoption: ['C105', { numerator: 8, denominator: 10, from }],
    realisation: ['C105', { validated: 8, expected: 10, from }],
    exchange: ['gp', { eligible: 10, available: 8, used: 4, from }],
    driver: ['clinical-ownership', { numerator: 8, denominator: 10, from }],
    assessment: [
      'dma/2025',
      { instrument: 'dma', edition: '2025', scores: { 'well-led': 3 }, selfAssessed: true },
    ],
    survey: [
      'nees/2025',
      { instrument: 'nees', edition: '2025', positive: 60, negative: 20, respondents: 500 },
    ],
    evidence: ['', { organisation: trust, title: 'Board paper' }],
    'evidence-grade': ['', { grade: 2, names: 'event' }],
    'evidence-withdrawn': ['', { why: 'Superseded.' }],
    model: [
      '1',
      {
        model: 'stages',
        version: 1,
        title: 'Maturity model',
        illustrative: true,
        settingsOf: {},
        capabilities: [],
      },
    ],
    benefit: [
      '',
      {
        title: text('Time on rounds'),
        organisation: trust,
        class: 'CRB',
        valuedIn: 'money',
        beneficiary: 'Wards',
        category: 'Time',
        objective: 'Release time',
        owner: office,
        measure: {
          name: 'Minutes',
          unit: 'minutes',
          direction: 'lower',
          source: 'Survey',
          cadence: 'monthly',
        },
      },
    ],
    'benefit-home': ['', { organisation: trust }],
    'benefit-owner': ['', { owner: office }],
    'benefit-baseline': ['', { value: 40, from, to, method: 'time and motion', agreedBy: office }],
    'benefit-approval': [
      '',
      {
        rebaselined: false,
        approver: office,
        caseRef: 'FBC',
        caseVersion: '2',
        trajectory,
        fullYearValue: 4800,
        attributionShare: 1,
      },
    ],
    'benefit-forecast': ['', { trajectory, reason: text('A ward opens later.') }],
    'benefit-actual': ['', { amount: 1200, from }],
    'benefit-validation': ['fact', { state: 'validated', names: 'event', from }],
    'benefit-write-off': ['', { remainingValue: 1200, approver: office }],
    disbenefit: [
      'logging-in',
      { title: text('Time to log in'), bearer: 'Nurses', measure: 'Minutes', unit: 'm', value: 3 },
    ],
    'benefit-link': ['C105', { kind: 'capability', linked: true }],
    'pool-share': ['RXX-TIME', { share: 0.5 }],
    programme: ['', { name: 'Frontline digitisation', scopeAreas: ['EPR'], demonstration: false }],
    target: ['epr', { ...terms, metric: 'Trusts with an EPR', unit: 'percent', rebaselined: true }],
    definition: ['live', { version: 2, title: 'An EPR is live', predicate: { live: 'epr' } }],
    cohort: ['acute', { version: 2, cause: 'merger', counted: 205 }],
    'cohort-member': ['acute@RXX', { member: false, version: 2, cause: 'merger' }],
    'reporting-period': ['q1', { from, to, lastEntry: 1200 }],
    report: [
      'q1',
      {
        period: part('q1'),
        entry: 1200,
        asOf: to,
        figures: [{ figure: 'stage', unit: 'stage', formulaVersion: '1' }],
        models: [],
        definitions: [],
        cohorts: [],
      },
    ],
    forecast: [
      'june',
      {
        target: part('epr'),
        terms,
        algorithm: 'slippage-1',
        asOf: to,
        entry: 1200,
        distribution: [0.5, 0.5],
        insideView: 1,
        trusts: [{ organisation: trust, missing: 0.4 }],
      },
    ],
    judgement: [
      'june@RXX',
      { missing: 0.4, why: 'Two suppliers left.', authorRole: 'board-reader' },
    ],
    'pack-sign-off': [
      '2025-06-30.1200.1@stages',
      {
        pack: { day: to, entry: 1200, formulas: 1, sections: ['stages'] },
        signed: true,
        words: 'Read and agreed.',
        authorRole: 'programme-office',
      },
    ],
    'programme-statement': ['s1', { kind: 'actual', words: '189 trusts have an EPR' }],
  };
}
