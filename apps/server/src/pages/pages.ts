import { adoptionForm } from './adoption/adoption.form.js';
import { ApprovalsPage } from './approvals/approvals.page.js';
import { AssetsController } from './assets.controller.js';
import { AccessLogPage } from './audit/access-log.page.js';
import { AuditPage } from './audit/audit.page.js';
import { CorrectionsPage } from './audit/corrections.page.js';
import { ReplayPage } from './audit/replay.page.js';
import { EventPage } from './audit/event.page.js';
import { EventsPage } from './audit/events.page.js';
import { IntegrityPage } from './audit/integrity.page.js';
import { SamplePage } from './audit/sample.page.js';
import { SegregationPage } from './audit/segregation.page.js';
import { EvidencedPage } from './audit/evidenced.page.js';
import { SharesPage } from './audit/shares.page.js';
import { StreamPage } from './audit/stream.page.js';
import { BenefitPage } from './benefits/benefit.page.js';
import { benefitFormPages } from './benefits/benefit-form-pages.js';
import { BenefitsPage } from './benefits/benefits.page.js';
import { ChangesPage } from './changes/changes.page.js';
import { CapabilitiesPage } from './capabilities/capabilities.page.js';
import { enablementForm } from './capabilities/enablement.form.js';
import { scopeForm } from './capabilities/scope.form.js';
import { withdrawalForm } from './capabilities/withdrawal.form.js';
import { assessmentForm } from './assessments/assessment.form.js';
import { AssessmentsPage } from './assessments/assessments.page.js';
import { AttachPage } from './evidence/attach.page.js';
import { EvidencePage } from './evidence/evidence.page.js';
import { JudgePage } from './evidence/judge.page.js';
import { EntryPage } from './entries/entry.page.js';
import { MendingPage } from './entries/mending.page.js';
import { partnerFlowEndForm, partnerFlowForm } from './exchange/partner-flow.form.js';
import { sharedRecordForm } from './exchange/shared-record.form.js';
import { ExplainBoardPage } from './explain/explain-board.page.js';
import { ExplainTargetPage } from './explain/explain-target.page.js';
import { ExplainCohortPage } from './explain/explain-cohort.page.js';
import { ExplainRecordsPage } from './explain/explain-records.page.js';
import { ExplainOwnPage } from './explain/explain-own.page.js';
import { ExplainTrustPage } from './explain/explain-trust.page.js';
import { HelpPage } from './help/help.page.js';
import { HomePage } from './home/home.page.js';
import { ImportPage } from './imports/import.page.js';
import { ImportsPage } from './imports/imports.page.js';
import { NewImportPage } from './imports/new-import.page.js';
import { OrganisationsPage } from './organisations/organisations.page.js';
import { formPage, programmeFormPage } from './forms/form-page.js';
import { driverForm } from './measures/driver.form.js';
import { realisationForm } from './measures/realisation.form.js';
import { MilestonesPage } from './milestones/milestones.page.js';
import { milestoneFormPages } from './milestones/milestone-form-pages.js';
import { AttentionPage } from './programmes/attention/attention.page.js';
import { ProgrammeBenefitsPage } from './programmes/benefits/benefits.page.js';
import { ComparePage } from './programmes/compare/compare.page.js';
import { DataQualityPage } from './programmes/data-quality/data-quality.page.js';
import { ProgrammeGapPage } from './programmes/gap/gap.page.js';
import { ProgrammeHomePage } from './programmes/home/programme-home.page.js';
import { ProgrammesPage } from './programmes/home/programmes.page.js';
import { ProgrammeStagesPage } from './programmes/stages/stages.page.js';
import { ProgrammeTransitionsPage } from './programmes/transitions/transitions.page.js';
import { ProgrammeOrganisationPage } from './programmes/organisation/organisation.page.js';
import { PackPage } from './programmes/packs/pack.page.js';
import { NewPackPage } from './programmes/packs/new-pack.page.js';
import { PacksPage } from './programmes/packs/packs.page.js';
import { ReportPage } from './programmes/reports/report.page.js';
import { signOffForm, signOffWithdrawalForm } from './programmes/packs/sign-off.form.js';
import { TargetsPage } from './programmes/targets/targets.page.js';
import { SignInPage } from './sign-in/sign-in.page.js';
import { stageForm } from './stages/stage.form.js';
import { stageValidationForm } from './stages/validation.form.js';
import { validationWithdrawalForm } from './stages/validation-withdrawal.form.js';
import { TrustPage } from './trust/trust.page.js';

/** A pack in the addresses of its forms. */
const onePack = 'board-packs/:pack/:sections';

/** Pages for people; before the API, as both answer at the address of the sign-in. */
export const pages = [
  AssetsController,
  HomePage,
  HelpPage,
  OrganisationsPage,
  ImportsPage,
  // Before the page of one import, as "new" is none.
  NewImportPage,
  ImportPage,
  SignInPage,
  TrustPage,
  ApprovalsPage,
  BenefitsPage,
  ...benefitFormPages,
  // Before one benefit, as "explain" is none.
  ExplainOwnPage,
  ExplainRecordsPage,
  BenefitPage,
  ChangesPage,
  EntryPage,
  MendingPage,
  ProgrammesPage,
  ProgrammeHomePage,
  ProgrammeBenefitsPage,
  ProgrammeStagesPage,
  ProgrammeTransitionsPage,
  TargetsPage,
  ProgrammeGapPage,
  ComparePage,
  ProgrammeOrganisationPage,
  AttentionPage,
  DataQualityPage,
  // Before one pack, as "new" is none.
  PacksPage,
  NewPackPage,
  PackPage,
  ReportPage,
  programmeFormPage(`${onePack}/sign-off`, 'record-programme', signOffForm),
  programmeFormPage(`${onePack}/withdraw-sign-off`, 'record-programme', signOffWithdrawalForm),
  MilestonesPage,
  ...milestoneFormPages,
  formPage('adoption/new', 'record-own-facts', adoptionForm),
  formPage('driver-measurements/new', 'record-own-facts', driverForm),
  formPage('realisation/new', 'record-own-facts', realisationForm),
  formPage('exchange/new', 'record-own-facts', partnerFlowForm),
  formPage('exchange/withdrawals/new', 'record-own-facts', partnerFlowEndForm),
  formPage('exchange/measurements/new', 'record-own-facts', sharedRecordForm),
  formPage('stages/new', 'record-own-facts', stageForm),
  formPage('stages/validations/new', 'validate-stage', stageValidationForm),
  formPage('stages/validations/withdrawals/new', 'validate-stage', validationWithdrawalForm),
  CapabilitiesPage,
  formPage('capabilities/new', 'record-own-facts', enablementForm),
  formPage('capabilities/withdrawals/new', 'record-own-facts', withdrawalForm),
  formPage('capabilities/scopes/new', 'record-own-facts', scopeForm),
  AssessmentsPage,
  formPage('assessments/new', 'record-public-statement', assessmentForm),
  // Before the page of one piece, as "new" is none.
  AttachPage,
  EvidencePage,
  JudgePage,
  AuditPage,
  AccessLogPage,
  CorrectionsPage,
  ReplayPage,
  EventsPage,
  EventPage,
  StreamPage,
  SamplePage,
  SegregationPage,
  EvidencedPage,
  SharesPage,
  IntegrityPage,
  // After all others: what they do not know as their own may be a figure.
  ExplainTrustPage,
  // Before those of other figures, as "attention" is none of them.
  ExplainBoardPage,
  ExplainTargetPage,
  ExplainCohortPage,
];
