import { CqrsModule } from '@nestjs/cqrs';
import { NestFactory } from '@nestjs/core';
import { Module, type DynamicModule } from '@nestjs/common';
import { AssessmentsModule } from '#assessments';
import { BenefitsModule } from '#benefits';
import { EventStoreModule } from '#event-store';
import type { AnyMessage, EventStore } from '#event-sourcing';
import { publishVersion1 } from '#maturity-models';
import { MeasurementsModule } from '#measurements';
import { OptimisationModule } from '#optimisation';
import { BEFORE_RECORDS, isoDate, odsCode, onDay } from '#vocabulary';
import { Importing, type ImportOf } from '../importing.js';
import { ImportsModule } from '../imports.module.js';
import { registerNamed } from '../registers/registers.js';
import { Withdrawing } from '../withdrawing.js';

@Module({})
class ImportsAlone {
  static on(store: EventStore): DynamicModule {
    return {
      module: ImportsAlone,
      imports: [
        EventStoreModule.forRoot({ kind: 'opened', store }),
        CqrsModule.forRoot(),
        AssessmentsModule,
        BenefitsModule,
        MeasurementsModule,
        OptimisationModule,
        ImportsModule,
      ],
    };
  }
}

export type ImportsUnderTest = Readonly<{
  importing: Importing;
  withdrawing: Withdrawing;
  close: () => Promise<void>;
}>;

/** Imports on a store that knows the model, the trust RXX and two benefits of it; closing them closes the store. */
export async function importsOn(store: EventStore): Promise<ImportsUnderTest> {
  await begin(store);
  const app = await NestFactory.createApplicationContext(ImportsAlone.on(store), {
    logger: false,
    abortOnError: false,
  });
  return {
    importing: app.get(Importing, { strict: false }),
    withdrawing: app.get(Withdrawing, { strict: false }),
    close: () => app.close(),
  };
}

/** A file of the trust RXX for a register, brought by a recorder of its own. */
export function importOf(name: string, actor = 'recorder-1'): ImportOf {
  const register = registerNamed(name);
  if (register === undefined) throw new Error(`There is no register ${name}.`);
  const asker = { actor, role: 'trust-recorder', organisation: 'RXX' };
  return { organisation: odsCode('RXX'), register, asker };
}

async function begin(store: EventStore): Promise<void> {
  if ((await store.readStream('organisation-RXX')).length > 0) return;
  const said: readonly (readonly [string, AnyMessage])[] = [
    [
      'model-nhs-epr',
      {
        type: 'MaturityModelPublished',
        data: { ...publishVersion1.data, effective: onDay(BEFORE_RECORDS) },
      },
    ],
    [
      'organisation-RXX',
      {
        type: 'OrganisationRegistered',
        data: {
          ...{ organisation: 'RXX', kind: 'trust', name: 'Trust RXX', trustType: 'Acute' },
          effective: onDay(isoDate('1991-04-01')),
        },
      },
    ],
    ['benefit-RXX-DRUG-ROUNDS', profiled('RXX-DRUG-ROUNDS')],
    ['benefit-RXX-NOTE-TIME', profiled('RXX-NOTE-TIME')],
    ['benefit-RXX-NOTE-TIME', approved('RXX-NOTE-TIME')],
  ];
  const revisions = new Map<string, number>();
  for (const [n, [stream, { type, data }]] of said.entries()) {
    const id = `00000000-0000-4000-8000-${String(n + 1).padStart(12, '0')}`;
    const event = { id, type, data: JSON.stringify(data), metadata: '{}' };
    const revision = revisions.get(stream);
    await store.append(stream, revision ?? 'no-stream', [event]);
    revisions.set(stream, (revision ?? -1) + 1);
  }
}

const ofBenefit = (benefit: string, day: string) => ({
  ...{ organisation: 'RXX', benefit },
  effective: onDay(isoDate(day)),
});

const profiled = (benefit: string): AnyMessage => ({
  type: 'BenefitProfiled',
  data: {
    ...ofBenefit(benefit, '2026-01-05'),
    profile: {
      ...{ title: 'Time freed', class: 'CRB', valuedIn: 'money', beneficiary: 'Nurses' },
      ...{ category: 'Time', objective: 'Release time', owner: 'chief-nurse' },
      measure: {
        ...{ name: 'Minutes', unit: 'minutes', direction: 'lower' },
        ...{ source: 'Audit log', cadence: 'monthly' },
      },
    },
  },
});

const approved = (benefit: string): AnyMessage => ({
  type: 'BenefitApproved',
  data: {
    ...ofBenefit(benefit, '2026-03-01'),
    ...{ approver: 'finance-committee', caseRef: 'The case', caseVersion: '1' },
    ...{ fullYearValue: 1_200_000, attributionShare: 1 },
    trajectory: [
      { from: '2026-04-01', to: '2026-09-30', amount: 500_000 },
      { from: '2026-10-01', to: '2027-03-31', amount: 700_000 },
    ],
  },
});
