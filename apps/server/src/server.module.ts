import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { CqrsModule, QueryBus } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Pool } from 'pg';
import { AssessmentsModule } from '#assessments';
import { BenefitsModule } from '#benefits';
import { DemonstrationModule, type SimulatedClock } from '#demonstration';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import { EventStoreModule } from '#event-store';
import { clamdAt, EvidenceModule } from '#evidence';
import { ImportsModule } from '#imports';
import { MaturityModelsModule } from '#maturity-models';
import { MeasurementsModule } from '#measurements';
import { OptimisationModule } from '#optimisation';
import { OrganisationsModule } from '#organisations';
import { ProgrammesModule } from '#programmes';
import {
  EngineModule,
  ReadModelsModule,
  ProjectionSet,
  projections,
  eventTypes,
} from '#read-models';
import { ReferenceDataModule } from '#reference-data';
import { Log } from '#settings';
import { AccessLog } from './access/access-log.js';
import { AccessLogController } from './api/access-log.controller.js';
import { BenefitsController } from './api/benefits.controller.js';
import { Cursors } from './api/http/cursor.js';
import { Entries } from './api/http/entries.js';
import { Idempotency } from './api/http/idempotency.js';
import { AssessmentsController } from './api/assessments.controller.js';
import { EvidenceController } from './api/evidence.controller.js';
import { EvidenceFilesController } from './api/evidence-files.controller.js';
import { LastEntryModule } from './api/http/last-entry.module.js';
import { ImportsController } from './api/imports.controller.js';
import {
  MaturityModelRecords,
  MaturityModelsController,
} from './api/maturity-models.controller.js';
import { MeasurementsController } from './api/measurements.controller.js';
import { OptimisationController } from './api/optimisation.controller.js';
import { OrganisationsController } from './api/organisations.controller.js';
import { PoolsController } from './api/pools.controller.js';
import { BoardPacksController } from './api/board-packs.controller.js';
import { BenefitQuestions } from './api/questions/benefit.questions.js';
import { ComparisonQuestions } from './api/questions/comparison.questions.js';
import { ChangesQuestions } from './api/questions/changes.questions.js';
import { AssessmentQuestions } from './api/questions/assessments.questions.js';
import { DiagnosisQuestions } from './api/questions/diagnosis.questions.js';
import { EvidenceQuestions } from './api/questions/evidence.questions.js';
import { ProgrammesController } from './api/programmes.controller.js';
import { LogQuestions } from './api/questions/log.questions.js';
import { MoneyQuestions } from './api/questions/money.questions.js';
import { OrganisationQuestions } from './api/questions/organisations.questions.js';
import { ExplainBoardQuestions } from './api/questions/explain-board.questions.js';
import { ExplainCohortQuestions } from './api/questions/explain-cohort.questions.js';
import { ExplainProgrammeQuestions } from './api/questions/explain-programme.questions.js';
import { ExplainQuestions } from './api/questions/explain.questions.js';
import { ProgrammeQuestions } from './api/questions/programme.questions.js';
import { QualityQuestions } from './api/questions/quality.questions.js';
import { QuestionDesk } from './api/questions/question-desk.js';
import { ReportQuestions } from './api/questions/report.questions.js';
import { TargetQuestions } from './api/questions/target.questions.js';
import { TrustQuestions } from './api/questions/trust.questions.js';
import { CommandDesk } from './api/records/command-desk.js';
import { Casting } from './api/who/casting.js';
import { Resources } from './api/who/resources.js';
import { Sessions } from './api/who/sessions.js';
import { SignInController } from './api/who/sign-in.controller.js';
import { Tokens } from './api/who/tokens.js';
import { WhoGuard } from './api/who/who.guard.js';
import { Configuration } from './configuration.js';
import { EvidenceDesk } from './evidence/evidence-desk.js';
import { HealthController } from './health/health.controller.js';
import { Readiness } from './health/readiness.js';
import { Drafts } from './pages/forms/drafts.js';
import { formProviders } from './pages/forms/form-providers.js';
import { MendingDoor } from './pages/entries/mending-door.js';
import { ImportDesk } from './imports/import-desk.js';
import { KeptImports } from './imports/kept-imports.js';
import { PackDoor } from './packs/pack-door.js';
import { PackManifestModule } from './packs/pack-manifest.module.js';
import { OnePages } from './one-page/one-page.js';
import { Packs } from './packs/packs.js';
import { AuditNames } from './pages/audit/audit-names.js';
import { ImportEntries } from './pages/imports/import-entries.js';
import { EntryRows } from './pages/audit/entry-rows.js';
import { OwnExplained } from './pages/explain/own-explained.js';
import { Moments } from './pages/moments.js';
import { pages } from './pages/pages.js';
import { ProgrammeFrame } from './pages/programmes/frame/programme-frame.js';
import { FormTokens } from './pages/sign-in/form-tokens.js';
import { Views } from './pages/views.js';

/** What is opened before the application is put together. */
export type Foundations = Readonly<{
  configuration: Configuration;
  log: Log;
  pool: Pool;
  /** Gives the instants of a store that simulates. */
  clock: SimulatedClock;
  store: EventStore;
  readiness: Readiness;
  tokens: Tokens;
  cursors: Cursors;
  idempotency: Idempotency;
  formTokens: FormTokens;
  drafts: Drafts;
  keptImports: KeptImports;
  accessLog: AccessLog;
}>;

@Module({})
export class ServerModule {
  static on(foundations: Foundations): DynamicModule {
    const { configuration, log, clock, store, readiness, tokens, cursors, idempotency } =
      foundations;
    const { formTokens, drafts } = foundations;
    const sessions = new Sessions();
    const engine = EngineModule.register({
      databaseUrl: configuration.databaseUrl,
      projections: new ProjectionSet(projections, eventTypes),
      positions: configuration.positions,
      projectHere: false,
    });
    return {
      module: ServerModule,
      imports: [
        EventStoreModule.forRoot({ kind: 'opened', store }),
        CqrsModule.forRoot(),
        DiscoveryModule,
        OrganisationsModule,
        MaturityModelsModule,
        OptimisationModule,
        AssessmentsModule,
        EvidenceModule.keepingFilesIn(configuration.dataFolder, scannerOf(configuration)),
        ImportsModule,
        ReferenceDataModule,
        DemonstrationModule.withClock(clock),
        ReadModelsModule,
        engine,
        LastEntryModule.beside(engine, configuration),
        PackManifestModule.beside(engine, configuration),
        TypeOrmModule.forRoot({
          type: 'postgres',
          url: configuration.databaseUrl,
          entities: [],
          poolSize: 8,
          applicationName: 'tracker reading',
          retryAttempts: 0,
          extra: { statement_timeout: 30_000 },
        }),
        MeasurementsModule,
        BenefitsModule,
        ProgrammesModule,
      ],
      controllers: [
        HealthController,
        ...pages,
        SignInController,
        // Before the records, which would take "explain" for the id of an entry.
        ExplainQuestions,
        OrganisationsController,
        MaturityModelsController,
        MaturityModelRecords,
        OptimisationController,
        MeasurementsController,
        BenefitsController,
        PoolsController,
        AssessmentsController,
        EvidenceController,
        EvidenceFilesController,
        ProgrammesController,
        ImportsController,
        OrganisationQuestions,
        TrustQuestions,
        AssessmentQuestions,
        EvidenceQuestions,
        ProgrammeQuestions,
        BoardPacksController,
        TargetQuestions,
        ComparisonQuestions,
        BenefitQuestions,
        MoneyQuestions,
        ReportQuestions,
        DiagnosisQuestions,
        QualityQuestions,
        ExplainCohortQuestions,
        ExplainBoardQuestions,
        ExplainProgrammeQuestions,
        LogQuestions,
        AccessLogController,
        ChangesQuestions,
      ],
      providers: [
        { provide: Configuration, useValue: configuration },
        { provide: Log, useValue: log },
        { provide: Readiness, useValue: readiness },
        { provide: Sessions, useValue: sessions },
        { provide: Cursors, useValue: cursors },
        { provide: Idempotency, useValue: idempotency },
        { provide: AccessLog, useValue: foundations.accessLog },
        { provide: KeptImports, useValue: foundations.keptImports },
        ImportDesk,
        EvidenceDesk,
        Casting,
        Entries,
        { provide: FormTokens, useValue: formTokens },
        { provide: Drafts, useValue: drafts },
        ...formProviders,
        MendingDoor,
        Moments,
        OwnExplained,
        AuditNames,
        ImportEntries,
        EntryRows,
        ProgrammeFrame,
        PackDoor,
        Packs,
        OnePages,
        Views,
        CommandDesk,
        QuestionDesk,
        {
          provide: Resources,
          useFactory: (events: EventStore, queries: QueryBus) =>
            new Resources(events, queries, configuration.opensDemonstration),
          inject: [EVENT_STORE, QueryBus],
        },
        {
          provide: APP_GUARD,
          useFactory: (resources: Resources) => new WhoGuard(sessions, tokens, resources),
          inject: [Resources],
        },
      ],
    };
  }
}

const scannerOf = ({ virusScanner }: Configuration) =>
  virusScanner === '' ? undefined : clamdAt(virusScanner);
