import type { AssessmentCommand } from '#assessments';
import type { BenefitCommand, BenefitSubject, PoolCommand } from '#benefits';
import { eventIdOf, uuidV5, type Asker, type Entry } from '#event-sourcing';
import type { EvidenceCommand } from '#evidence';
import type { MaturityModelCommand } from '#maturity-models';
import type { MeasurementCommand, MeasurementSubject } from '#measurements';
import type { OptimisationCommand } from '#optimisation';
import type { OrganisationCommand } from '#organisations';
import type { ProgrammeCommand } from '#programmes';
import type { FactId, FreeText, IsoDate, OdsCode, Role, StatedDate } from '#vocabulary';
import { LAST_RECORDING } from './calendar.js';

/** What is asked of which context. */
export type DemonstrationRequest =
  | Readonly<{ of: 'organisations'; command: OrganisationCommand; subject?: OdsCode }>
  | Readonly<{ of: 'maturity-models'; command: MaturityModelCommand }>
  | Readonly<{ of: 'optimisation'; command: OptimisationCommand; subject?: OdsCode }>
  | Readonly<{ of: 'measurements'; command: MeasurementCommand; subject?: MeasurementSubject }>
  | Readonly<{ of: 'assessments'; command: AssessmentCommand }>
  | Readonly<{ of: 'evidence'; command: EvidenceCommand }>
  | Readonly<{ of: 'benefits'; command: BenefitCommand; subject?: BenefitSubject }>
  | Readonly<{ of: 'pools'; command: PoolCommand }>
  | Readonly<{ of: 'programmes'; command: ProgrammeCommand }>;

/** Who asked for what, and when. */
export type DemonstrationStep = Readonly<{
  /** The instant at which it is recorded. */
  at: string;
  asker: Asker;
  request: DemonstrationRequest;
  /** The request with all that has to be worked out from what was recorded before its instant. */
  complete?: (log: readonly Entry[]) => DemonstrationRequest;
}>;

export type Actor = Readonly<{ actor: string; role: Role; organisation: OdsCode }>;

export const recorderOf = (organisation: OdsCode): Actor => ({
  actor: `${organisation.toLowerCase()}-recorder`,
  role: 'trust-recorder',
  organisation,
});

export const validatorOf = (organisation: OdsCode): Actor => ({
  actor: `${organisation.toLowerCase()}-validator`,
  role: 'validator',
  organisation,
});

export const approverOf = (organisation: OdsCode): Actor => ({
  actor: `${organisation.toLowerCase()}-approver`,
  role: 'trust-approver',
  organisation,
});

/** Working hours, so that what happens on one day has an order. */
export type Hour = '09:00' | '10:00' | '11:00' | '14:00' | '15:00' | '16:00' | '17:00' | '18:00';

/** A step under a name of its own, from which its command id follows. */
export function step(
  name: string,
  [day, hour]: readonly [IsoDate, Hour],
  { actor, role, organisation }: Actor,
  request: DemonstrationRequest,
): DemonstrationStep {
  return {
    at: `${day}T${hour}:00.000Z`,
    asker: {
      commandId: commandIdOf(name),
      actor,
      role,
      organisation,
      correlation: uuidV5(NAMESPACE, `${organisation} ${day} ${hour}`),
    },
    request,
  };
}

/** The fact that the step of this name records. */
export const factIdOf = (name: string): FactId => eventIdOf(commandIdOf(name), 0) as FactId;

/** The facts of an order are stated by the trust itself, on a day. */
export const onDay = (day: IsoDate) => ({ when: { on: day as string as StatedDate } });

export const words = (text: string): FreeText => text as FreeText;

export const inTime = (day: IsoDate): boolean => day <= LAST_RECORDING;

const NAMESPACE = '4c0f6b5e-6d0b-5b0e-9a53-64656d6f3234';

const commandIdOf = (name: string): string => uuidV5(NAMESPACE, name);
