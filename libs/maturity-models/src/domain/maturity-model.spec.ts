import { givenId, specify } from '#event-sourcing/testing';
import type { Capability, MaturityModel } from '#facts';
import {
  BEFORE_RECORDS,
  isoDate,
  onDay,
  statedDate,
  type FactId,
  type FreeText,
  type ModelId,
} from '#vocabulary';
import { maturityModelV1, MODEL_ID, publishVersion1 } from '../model-version-1.js';
import {
  maturityModelDecider,
  type MaturityModelCircumstances,
  type MaturityModelOrder,
} from './maturity-model.decider.js';
import type { MaturityModelFact } from './maturity-model.events.js';
import { maturityModelRefusals, type MaturityModelRefusal } from './maturity-model.refusals.js';

describe('Publishing a version', () => {
  it('holds for all our records where it says so', () => {
    model.when(publishVersion1).thenLike({
      type: 'MaturityModelPublished',
      data: {
        content: maturityModelV1,
        effective: { latest: BEFORE_RECORDS, precision: 'before-records' },
      },
    });
  });

  it('again changes nothing', () => {
    model.given(firstVersion).when(publishVersion1).thenNothing();
  });

  it('may come into force ahead of its day', () => {
    model
      .given(firstVersion)
      .when(publish({ version: 2 }, '2027-04-01'))
      .thenLike({
        type: 'MaturityModelPublished',
        data: { effective: onDay(isoDate('2027-04-01')) },
      });
  });

  it('needs a reason where it is dated back by more than a year', () => {
    model
      .given(firstVersion)
      .when(publish({ version: 2 }, '2024-04-01'))
      .thenRefused('late-without-reason');
  });

  it('is refused for a version that exists', () => {
    model
      .given(firstVersion)
      .when(publish({ title: 'Another' }, '2026-04-01'))
      .thenRefused('version-exists', { version: '1', next: '2' });
  });

  it('is refused where a version is left out', () => {
    model
      .given(firstVersion)
      .when(publish({ version: 3 }, '2026-04-01'))
      .thenRefused('version-out-of-turn', { next: '2' });
  });

  it('is refused with the content of another model', () => {
    model
      .when(publish({ model: 'other' }, '2026-04-01'))
      .thenRefused('content-of-another-model', { named: 'other', model: 'nhs-epr' });
  });

  it('is refused where a stage has no mandatory capability', () => {
    model
      .when(publish({ capabilities: all.filter(({ stage }) => stage !== 3) }, '2026-04-01'))
      .thenRefused('stage-without-criteria', { stage: '3' });
  });

  it('is refused where a capability is listed twice', () => {
    model
      .when(publish({ capabilities: [...all, { ...first }] }, '2026-04-01'))
      .thenRefused('capability-twice', { capability: 'C101' });
  });

  const flaws: [Partial<Capability>, MaturityModelRefusal][] = [
    [{ settings: [] }, 'capability-without-settings'],
    [{ settings: ['hospice'] }, 'setting-unknown'],
    [{ thresholds: { adoption: 0, deployment: 0.9 } }, 'threshold-out-of-range'],
    [{ thresholds: { adoption: 0.8, deployment: 90 } }, 'threshold-out-of-range'],
    [{ weight: 0 }, 'weight-not-positive'],
    [{ validForMonths: 1.5 }, 'validity-not-whole-months'],
  ];
  it.each(flaws)('is refused for a capability with %j: %s', (flaw, refusal) => {
    const capabilities = [{ ...first, ...flaw }, ...all.slice(1)];
    model.when(publish({ capabilities }, '2026-04-01')).thenRefused(refusal);
  });
});

describe('Correcting a version', () => {
  const factId = givenId(1) as FactId;
  const reason = 'Wrong threshold for C101' as FreeText;

  it('carries the whole version again', () => {
    const capabilities = [{ ...first, weight: 2 }, ...all.slice(1)];
    const order: MaturityModelOrder = {
      ...publishVersion1,
      data: { ...publishVersion1.data, content: { ...maturityModelV1, capabilities } },
    };
    model
      .given(firstVersion)
      .when({ type: 'CorrectFact', data: { factId, reason, order } })
      .thenLike({
        type: 'FactCorrected',
        data: { factId, fact: { data: { content: { capabilities } } } },
      });
  });

  it('lets a retracted version be published afresh', () => {
    model
      .given(firstVersion, { type: 'FactRetracted', data: { factId, reason } })
      .when(publish({ title: 'Afresh' }, '2026-04-01'))
      .thenLike({ type: 'MaturityModelPublished', data: { content: { title: 'Afresh' } } });
  });
});

describe('Version 1', () => {
  it('has 25 capabilities in four stages, two of them optional', () => {
    expect([1, 2, 3, 4].map((stage) => all.filter((each) => each.stage === stage).length)).toEqual([
      6, 7, 7, 5,
    ]);
    expect(all.filter(({ mandatory }) => !mandatory).map(({ code }) => code)).toEqual([
      'C104',
      'C207',
    ]);
  });

  it('applies 25 criteria to acute, 22 to mental health, 14 to community, 11 to ambulance trusts', () => {
    const counted = ['acute', 'mental-health', 'community', 'ambulance'].map(
      (setting) => all.filter(({ settings }) => settings.includes(setting)).length,
    );
    expect(counted).toEqual([25, 22, 14, 11]);
  });

  it('is illustrative, weighs all alike, and asks for 80 % adoption and 90 % deployment', () => {
    expect(maturityModelV1.illustrative).toBe(true);
    for (const { weight, thresholds, validForMonths } of all) {
      expect({ weight, thresholds, validForMonths }).toEqual({
        weight: 1,
        thresholds: { adoption: 0.8, deployment: 0.9 },
        validForMonths: 12,
      });
    }
  });
});

it('Every refusal of a model is a sentence', () => {
  for (const sentence of Object.values(maturityModelRefusals)) {
    expect(sentence).toMatch(/^[A-Z{].*\.$/);
  }
});

const all = maturityModelV1.capabilities;
const [first] = all as [Capability, ...Capability[]];

const circumstances: MaturityModelCircumstances = {
  today: isoDate('2026-02-24'),
  asker: { actor: 'steward-1', role: 'model-steward', organisation: 'X26' },
};
const model = specify(maturityModelDecider, circumstances);

const firstVersion: MaturityModelFact = {
  type: 'MaturityModelPublished',
  data: {
    model: MODEL_ID,
    content: maturityModelV1,
    effective: { earliest: BEFORE_RECORDS, latest: BEFORE_RECORDS, precision: 'before-records' },
    ...(publishVersion1.data.source === undefined ? {} : { source: publishVersion1.data.source }),
  },
};

function publish(changed: Partial<MaturityModel>, day: string): MaturityModelOrder {
  return {
    type: 'PublishMaturityModel',
    data: {
      model: 'nhs-epr' as ModelId,
      content: { ...maturityModelV1, ...changed },
      when: { on: statedDate(day) },
    },
  };
}
