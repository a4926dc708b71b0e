import type { AnyMessage, Entry } from '#event-sourcing';
import { isoDate, onDay } from '#vocabulary';
import { factTypes, ledgerRowsOf } from './ledger-rows.js';

const ID = '00000000-0000-4000-8000-000000000007';
const FIRST = '00000000-0000-4000-8000-000000000001';

describe('Turning an event into rows of the ledger', () => {
  it.each(
    examples().map(({ event, rows }) => ({
      name: `${event.type} states ${JSON.stringify(rows)}`,
      event,
      rows,
    })),
  )('$name', ({ event, rows }) => {
    const { opens, closes } = ledgerRowsOf(entryOf(event));
    expect(opens.map(({ owner, kind, subject, value }) => [owner, kind, subject, value])).toEqual(
      rows,
    );
    expect(closes).toBeUndefined();
  });

  it('covers every fact', () => {
    const shown = new Set(examples().map(({ event }) => event.type));
    expect(factTypes.filter((type) => !shown.has(type))).toEqual([]);
  });

  it('keeps the place of a fact: its day, its stated order, its entry and its id', () => {
    const [row] = ledgerRowsOf(
      entryOf(declared(2, { source: { name: 'a register', order: 3 } })),
    ).opens;
    expect(row).toMatchObject({
      effective: onDay(isoDate('2025-03-31')),
      order: 3,
      entry: 7,
      firstEntry: 7,
      factId: ID,
      eventId: ID,
      basis: { source: { name: 'a register', order: 3 } },
    });
  });

  it('states a site that is named twice once', () => {
    const event = about('CapabilityEnabled', { capability: 'C105', sites: ['S01', 'S01'] });
    expect(ledgerRowsOf(entryOf(event)).opens).toHaveLength(1);
  });

  it('takes an empty list for none', () => {
    const event = about('CapabilityWithdrawn', { capability: 'C105', sites: [], why: 'unsafe' });
    expect(ledgerRowsOf(entryOf(event)).opens).toMatchObject([{ subject: 'C105@*' }]);
  });

  it('leaves events that state no fact alone', () => {
    const event = { type: 'ImportStarted', data: { importId: 'i-1', files: [] } };
    expect(ledgerRowsOf(entryOf(event))).toEqual({ opens: [] });
  });
});

describe('Correcting a fact', () => {
  const fact = about('CapabilityEnabled', { capability: 'C105', sites: ['S01', 'S02'] });
  const change = ledgerRowsOf(
    entryOf({ type: 'FactCorrected', data: { factId: FIRST, reason: 'a slip', fact } }),
  );

  it('closes the fact and opens all rows of it as it is now', () => {
    expect(change.closes).toBe(FIRST);
    expect(change.opens.map(({ subject }) => subject)).toEqual(['C105@S01', 'C105@S02']);
  });

  it('keeps the id of the fact and leaves its first entry to the rows it takes the place of', () => {
    expect(change.opens[0]).toMatchObject({ factId: FIRST, eventId: ID, entry: 7 });
    expect(change.opens[0]?.firstEntry).toBeUndefined();
  });
});

describe('Retracting a fact', () => {
  it('closes it and opens nothing', () => {
    const event = { type: 'FactRetracted', data: { factId: FIRST, reason: 'never so' } };
    expect(ledgerRowsOf(entryOf(event))).toEqual({ opens: [], closes: FIRST });
  });
});

function entryOf({ type, data }: AnyMessage): Entry {
  return { type, data, id: ID, entry: 7, stream: 'optimisation-RXX' } as unknown as Entry;
}

function about(type: string, data: object): AnyMessage {
  return { type, data: { effective: onDay(isoDate('2025-03-31')), organisation: 'RXX', ...data } };
}

function declared(stage: number, basis: object = {}): AnyMessage {
  return about('StageDeclared', { stage, ...basis });
}

type Example = Readonly<{ event: AnyMessage; rows: readonly unknown[] }>;

function examples(): readonly Example[] {
  const window = { from: '2025-01-01', to: '2025-03-31' };
  const from = '2025-01-01';
  return [
    {
      event: about('OrganisationRegistered', {
        kind: 'trust',
        name: 'A trust',
        trustType: 'Acute',
        icb: 'QZ1',
        demonstration: true,
      }),
      rows: [
        ['RXX', 'status', '', { open: true, kind: 'trust', demonstration: true }],
        ['RXX', 'name', '', { name: 'A trust' }],
        ['RXX', 'classification', '', { trustType: 'Acute' }],
        ['RXX', 'icb', '', { icb: 'QZ1' }],
        ['RXX', 'region', '', { region: null }],
      ],
    },
    {
      event: about('OrganisationRenamed', { name: 'Another' }),
      rows: [['RXX', 'name', '', { name: 'Another' }]],
    },
    {
      event: about('OrganisationReclassified', { trustType: 'Community', trustSubtype: 'x' }),
      rows: [['RXX', 'classification', '', { trustType: 'Community', trustSubtype: 'x' }]],
    },
    {
      event: about('OrganisationMovedToIcb', { icb: 'QZ2', region: 'Y56' }),
      rows: [
        ['RXX', 'icb', '', { icb: 'QZ2' }],
        ['RXX', 'region', '', { region: 'Y56' }],
      ],
    },
    {
      event: about('OrganisationClosed', { lastDay: '2025-03-30' }),
      rows: [['RXX', 'status', '', { open: false, lastDay: '2025-03-30' }]],
    },
    {
      event: about('OrganisationSucceeded', { successor: 'RYY', succession: 'merger' }),
      rows: [
        ['RXX', 'succeeded-by', 'RYY', { successor: 'RYY', succession: 'merger' }],
        ['RYY', 'succession-of', 'RXX', { predecessor: 'RXX', succession: 'merger' }],
      ],
    },
    {
      event: about('AssessmentImported', {
        edition: 'dma-2025',
        scores: { 'well-led': 3.1 },
        selfAssessed: true,
        source: { name: 's', publishedOn: '2026-03-30' },
      }),
      rows: [
        [
          'RXX',
          'assessment',
          'dma/2025',
          {
            instrument: 'dma',
            edition: '2025',
            publishedOn: '2026-03-30',
            scores: { 'well-led': 3.1 },
            selfAssessed: true,
          },
        ],
      ],
    },
    {
      event: about('SurveyResultRecorded', {
        edition: 'nees-2021',
        positive: 50,
        negative: 20,
        respondents: 42,
      }),
      rows: [
        [
          'RXX',
          'survey',
          'nees/2021',
          { instrument: 'nees', edition: '2021', positive: 50, negative: 20, respondents: 42 },
        ],
      ],
    },
    {
      event: about('EvidenceAttached', {
        evidenceId: 'EV-RXX-3F2A9C01B7D4',
        title: 'A report',
        sha256: '3f2a',
        mediaType: 'text/csv',
        bytes: 12,
        validUntil: '2027-03-31',
      }),
      rows: [
        [
          'EV-RXX-3F2A9C01B7D4',
          'evidence',
          '',
          {
            organisation: 'RXX',
            title: 'A report',
            sha256: '3f2a',
            mediaType: 'text/csv',
            bytes: 12,
            validUntil: '2027-03-31',
          },
        ],
      ],
    },
    {
      event: about('EvidenceGraded', { evidenceId: 'EV-RXX-3F2A9C01B7D4', grade: 2, names: ID }),
      rows: [['EV-RXX-3F2A9C01B7D4', 'evidence-grade', '', { grade: 2, names: ID }]],
    },
    {
      event: about('EvidenceWithdrawn', { evidenceId: 'EV-RXX-3F2A9C01B7D4', why: 'Another ward' }),
      rows: [['EV-RXX-3F2A9C01B7D4', 'evidence-withdrawn', '', { why: 'Another ward' }]],
    },
    {
      event: about('MaturityModelPublished', { model: 'm', content: { model: 'm', version: 2 } }),
      rows: [['m', 'model', '2', { model: 'm', version: 2 }]],
    },
    {
      event: about('DeploymentPlanned', { instance: 'i', plannedGoLive: '2026', supplier: 's' }),
      rows: [
        ['RXX', 'go-live-plan', 'i', { state: 'planned', plannedGoLive: '2026', supplier: 's' }],
      ],
    },
    {
      event: about('GoLiveForecastRevised', { instance: 'i', plannedGoLive: '2027' }),
      rows: [['RXX', 'go-live-plan', 'i', { state: 'revised', plannedGoLive: '2027' }]],
    },
    {
      event: about('GoLiveDeferred', { instance: 'i' }),
      rows: [['RXX', 'go-live-plan', 'i', { state: 'deferred' }]],
    },
    {
      event: about('GoLiveCancelled', { instance: 'i', why: 'no money' }),
      rows: [['RXX', 'go-live-plan', 'i', { state: 'cancelled' }]],
    },
    {
      event: about('EprWentLive', { instance: 'i', module: 'm', sites: ['S01', 'S02'] }),
      rows: [
        ['RXX', 'live', 'i/m@S01', { live: true, instance: 'i', module: 'm' }],
        ['RXX', 'live', 'i/m@S02', { live: true, instance: 'i', module: 'm' }],
      ],
    },
    {
      event: about('EprWentLive', { instance: 'i', supplier: 's' }),
      rows: [['RXX', 'live', 'i', { live: true, instance: 'i', supplier: 's' }]],
    },
    {
      event: about('EprRetired', { instance: 'i' }),
      rows: [['RXX', 'live', 'i', { live: false, instance: 'i' }]],
    },
    {
      event: about('EprReplaced', { fromInstance: 'i', toInstance: 'j' }),
      rows: [['RXX', 'replaced', '*', { fromInstance: 'i', toInstance: 'j' }]],
    },
    {
      event: about('EprReplaced', {
        fromInstance: 'i',
        toInstance: 'j',
        capabilities: ['C101', 'C105'],
      }),
      rows: [
        ['RXX', 'replaced', 'C101', { fromInstance: 'i', toInstance: 'j' }],
        ['RXX', 'replaced', 'C105', { fromInstance: 'i', toInstance: 'j' }],
      ],
    },
    {
      event: about('EprStatusReported', { hasEpr: true, supplier: 's' }),
      rows: [['RXX', 'epr-status', '', { hasEpr: true, supplier: 's' }]],
    },
    {
      event: about('MilestoneStated', { milestone: 'contract-value', amountPence: 5 }),
      rows: [
        ['RXX', 'milestone', 'contract-value', { milestone: 'contract-value', amountPence: 5 }],
      ],
    },
    {
      event: about('CapabilityScopeSet', {
        capability: 'C105',
        sites: [{ site: 'S01', weight: 2 }],
      }),
      rows: [['RXX', 'scope', 'C105', { sites: [{ site: 'S01', weight: 2 }] }]],
    },
    {
      event: about('CapabilityEnabled', { capability: 'C105', sites: ['S01', 'S02'] }),
      rows: [
        ['RXX', 'enabled', 'C105@S01', { live: true }],
        ['RXX', 'enabled', 'C105@S02', { live: true }],
      ],
    },
    {
      event: about('CapabilityWithdrawn', { capability: 'C105', why: 'unsafe' }),
      rows: [['RXX', 'enabled', 'C105@*', { live: false }]],
    },
    {
      event: about('PartnerFlowEnabled', { partner: 'gp', direction: 'both' }),
      rows: [['RXX', 'partner-flow', 'gp', { live: true, direction: 'both' }]],
    },
    {
      event: about('PartnerFlowWithdrawn', { partner: 'gp', why: 'moved' }),
      rows: [['RXX', 'partner-flow', 'gp', { live: false }]],
    },
    { event: declared(2), rows: [['RXX', 'stage-declared', '', { stage: 2 }]] },
    {
      event: about('StageValidated', { stage: 2, validator: 'RYY', expires: '2026-03-31' }),
      rows: [
        [
          'RXX',
          'stage-validated',
          '2',
          { validator: 'RYY', expires: '2026-03-31', withdrawn: false },
        ],
      ],
    },
    {
      event: about('StageValidationWithdrawn', { stage: 2, validator: 'RYY', why: 'x' }),
      rows: [
        [
          'RXX',
          'stage-validated',
          '2',
          { validator: 'RYY', expires: '2025-03-31', withdrawn: true },
        ],
      ],
    },
    {
      event: about('AdoptionMeasured', {
        capability: 'C105',
        numerator: 72,
        denominator: 100,
        window,
      }),
      rows: [['RXX', 'adoption', 'C105', { numerator: 72, denominator: 100, from }]],
    },
    {
      event: about('RealisationMeasured', {
        capability: 'C105',
        validated: 5,
        expected: 9,
        unit: 'pence',
        window,
      }),
      rows: [['RXX', 'realisation', 'C105', { validated: 5, expected: 9, from }]],
    },
    {
      event: about('SharedRecordUseMeasured', {
        partner: 'gp',
        eligible: 9,
        available: 8,
        used: 7,
        window,
      }),
      rows: [['RXX', 'exchange', 'gp', { eligible: 9, available: 8, used: 7, from }]],
    },
    {
      event: about('DriverMeasured', {
        driver: 'interoperability',
        numerator: 1,
        denominator: 2,
        window,
      }),
      rows: [['RXX', 'driver', 'interoperability', { numerator: 1, denominator: 2, from }]],
    },
    ...benefitExamples(),
    ...programmeExamples(),
  ];
}

function benefitExamples(): readonly Example[] {
  const benefit = 'RXX-TIME';
  const of = (type: string, data: object): AnyMessage => about(type, { benefit, ...data });
  const period = { from: '2025-01-01', to: '2025-03-31' };
  const trajectory = [{ ...period, amount: 900 }];
  const approval = {
    approver: 'finance-committee',
    caseRef: 'FBC',
    caseVersion: '2',
    trajectory,
    fullYearValue: 3600,
    attributionShare: 0.5,
  };
  const harm = { title: 'Log-ins', bearer: 'Doctors', measure: 'Time', unit: 'pence', value: 7 };
  return [
    {
      event: of('BenefitProfiled', { profile: { owner: 'chief-nurse', class: 'NCRB' } }),
      rows: [
        [benefit, 'benefit', '', { organisation: 'RXX', owner: 'chief-nurse', class: 'NCRB' }],
        [benefit, 'benefit-home', '', { organisation: 'RXX' }],
        [benefit, 'benefit-owner', '', { owner: 'chief-nurse' }],
      ],
    },
    {
      event: of('BenefitLinked', { link: { kind: 'capability', node: 'C105', through: 'quick' } }),
      rows: [
        [
          benefit,
          'benefit-link',
          'C105',
          { kind: 'capability', linked: true, weight: 1, through: 'quick' },
        ],
      ],
    },
    {
      event: of('BenefitLinked', { link: { kind: 'outcome', node: 'quick', title: 'Quick' } }),
      rows: [[benefit, 'benefit-link', 'quick', { kind: 'outcome', linked: true, title: 'Quick' }]],
    },
    {
      event: of('BenefitUnlinked', { kind: 'capability', node: 'C105', why: 'x' }),
      rows: [[benefit, 'benefit-link', 'C105', { kind: 'capability', linked: false }]],
    },
    {
      event: of('DisbenefitRecorded', { disbenefit: 'log-ins', ...harm }),
      rows: [[benefit, 'disbenefit', 'log-ins', harm]],
    },
    {
      event: of('BenefitBaselineAgreed', { value: 72, period, method: 'm', agreedBy: 'board' }),
      rows: [
        [benefit, 'benefit-baseline', '', { value: 72, ...period, method: 'm', agreedBy: 'board' }],
      ],
    },
    {
      event: of('BenefitApproved', { ...approval, rationale: 'half', pool: 'nursing-time' }),
      rows: [
        [
          benefit,
          'benefit-approval',
          '',
          { rebaselined: false, ...approval, pool: 'nursing-time' },
        ],
      ],
    },
    {
      event: of('BenefitRebaselined', { ...approval, why: 'cut' }),
      rows: [[benefit, 'benefit-approval', '', { rebaselined: true, ...approval, reason: 'cut' }]],
    },
    {
      event: of('BenefitForecastRevised', { trajectory, why: 'late' }),
      rows: [[benefit, 'benefit-forecast', '', { trajectory, reason: 'late' }]],
    },
    {
      event: of('BenefitActualRecorded', { period, amount: 450, volume: 20, method: 'm' }),
      rows: [[benefit, 'benefit-actual', '', { amount: 450, from: period.from }]],
    },
    {
      event: of('BenefitActualRecorded', { period, amount: 450, marks: ['below-gate'] }),
      rows: [[benefit, 'benefit-actual', '', { amount: 450, from: period.from, gate: 'below' }]],
    },
    {
      event: of('BenefitActualRecorded', { period, amount: 450, marks: ['gate-unmeasured'] }),
      rows: [
        [benefit, 'benefit-actual', '', { amount: 450, from: period.from, gate: 'unmeasured' }],
      ],
    },
    {
      event: of('BenefitActualValidated', { actual: FIRST, names: ID, period, method: 'm' }),
      rows: [
        [
          benefit,
          'benefit-validation',
          FIRST,
          { state: 'validated', names: ID, from: period.from },
        ],
      ],
    },
    {
      event: of('BenefitActualRejected', { actual: FIRST, names: ID, period, why: 'x' }),
      rows: [
        [benefit, 'benefit-validation', FIRST, { state: 'rejected', names: ID, from: period.from }],
      ],
    },
    {
      event: of('BenefitOwnershipTransferred', { owner: 'pharmacy', acceptance: 'minute' }),
      rows: [[benefit, 'benefit-owner', '', { owner: 'pharmacy' }]],
    },
    {
      event: of('BenefitTransferred', { successor: 'RYY' }),
      rows: [[benefit, 'benefit-home', '', { organisation: 'RYY' }]],
    },
    {
      event: of('BenefitWrittenOff', { remainingValue: 5, approver: 'trust-board', why: 'x' }),
      rows: [[benefit, 'benefit-write-off', '', { remainingValue: 5, approver: 'trust-board' }]],
    },
    {
      event: of('PoolShareClaimed', { pool: 'nursing-time', share: 0.4 }),
      rows: [['nursing-time', 'pool-share', benefit, { share: 0.4 }]],
    },
    {
      event: of('PoolShareReleased', { pool: 'nursing-time', why: 'x' }),
      rows: [['nursing-time', 'pool-share', benefit, { share: 0 }]],
    },
  ];
}

function programmeExamples(): readonly Example[] {
  const owner = 'national-epr';
  const of = (type: string, data: object) => about(type, { programme: owner, ...data });
  const epr = { version: 2, title: 'An EPR in place', predicate: { has: 'epr-status' } };
  const terms = {
    ...{ value: 100, deadline: '2026-03', definition: 'epr', definitionVersion: 2 },
    ...{ cohort: 'trusts', cohortVersion: 1 },
  };
  const target = { metric: 'Trusts with an EPR', unit: 'percent', ...terms };
  const statement = { kind: 'actual', words: '91 percent', about: 'coverage', value: 91 };
  const period = { from: '2025-01-01', to: '2025-03-31', lastEntry: 40 };
  const used = { models: [], definitions: [{ name: 'epr', version: 2 }], cohorts: [] };
  const report = { period: 'q4', entry: 40, asOf: '2025-03-31', figures: [], ...used };
  const forecast = {
    ...{ target: 'coverage', terms, distribution: [0.5, 0.5], algorithm: 'slippage/1' },
    ...{ asOf: '2025-03-31', entry: 40, insideView: 1, trusts: [] },
  };
  const authorRole = 'programme-office';
  const pack = { day: '2026-03-31', entry: 40, formulas: 1, sections: ['stages', 'gap'] };
  const named = '2026-03-31.40.1@stages,gap';
  const signed = { authorRole, manifest: 'a'.repeat(64) };
  const judgement = { missing: 0.9, why: 'Staff left', authorRole: 'programme-office' };
  const moved = (member: boolean) => ({ member, version: 2, cause: 'merger' });
  return [
    {
      event: of('ProgrammeRegistered', { name: 'National EPR', scopeAreas: ['Coverage'] }),
      rows: [
        [
          owner,
          'programme',
          '',
          { name: 'National EPR', scopeAreas: ['Coverage'], demonstration: false },
        ],
      ],
    },
    {
      event: of('TargetDefinitionChanged', { definition: 'epr', ...epr }),
      rows: [[owner, 'definition', 'epr', epr]],
    },
    {
      event: of('CohortRevised', {
        ...{ cohort: 'trusts', version: 2, cause: 'merger', counted: 206 },
        ...{ added: ['RXX'], removed: ['RYY'] },
      }),
      rows: [
        [owner, 'cohort', 'trusts', { version: 2, cause: 'merger', counted: 206 }],
        [owner, 'cohort-member', 'trusts@RXX', moved(true)],
        [owner, 'cohort-member', 'trusts@RYY', moved(false)],
      ],
    },
    {
      event: of('ProgrammeTargetSet', { target: 'coverage', ...target }),
      rows: [[owner, 'target', 'coverage', { ...target, rebaselined: false }]],
    },
    {
      event: of('ProgrammeTargetRebaselined', { target: 'coverage', ...target }),
      rows: [[owner, 'target', 'coverage', { ...target, rebaselined: true }]],
    },
    {
      event: of('ProgrammeStatementMade', { statement: 'feb', ...statement }),
      rows: [[owner, 'programme-statement', 'feb', statement]],
    },
    {
      event: of('ReportingPeriodClosed', { period: 'q4', ...period }),
      rows: [[owner, 'reporting-period', 'q4', period]],
    },
    {
      event: of('ReportPublished', { report: 'q4-report', ...report }),
      rows: [[owner, 'report', 'q4-report', report]],
    },
    {
      event: of('ForecastPublished', { forecast: 'march', ...forecast }),
      rows: [[owner, 'forecast', 'march', forecast]],
    },
    {
      event: of('ForecastJudgementRecorded', { forecast: 'march', trust: 'RXX', ...judgement }),
      rows: [[owner, 'judgement', 'march@RXX', judgement]],
    },
    {
      event: of('BoardPackSignedOff', { pack, statement: 'Agreed', ...signed }),
      rows: [[owner, 'pack-sign-off', named, { pack, signed: true, words: 'Agreed', ...signed }]],
    },
    {
      event: of('PackSignOffWithdrawn', { pack, why: 'Left out', authorRole }),
      rows: [
        [owner, 'pack-sign-off', named, { pack, signed: false, words: 'Left out', authorRole }],
      ],
    },
  ];
}
