import { Inject, Injectable } from '@nestjs/common';
import { CommandBus, type Command } from '@nestjs/cqrs';
import { AssessmentRequest, assessmentRefusals } from '#assessments';
import { BenefitRequest, benefitRefusals, PoolRequest, poolRefusals } from '#benefits';
import {
  EVENT_STORE,
  read,
  sentenceOf,
  sideBySide,
  type Entry,
  type EventStore,
  type Handled,
} from '#event-sourcing';
import { EvidenceRequest, evidenceRefusals } from '#evidence';
import { MaturityModelRequest, maturityModelRefusals } from '#maturity-models';
import { MeasurementRequest, measurementRefusals } from '#measurements';
import { OptimisationRequest, optimisationRefusals } from '#optimisation';
import { OrganisationRequest, organisationRefusals } from '#organisations';
import { ProgrammeRequest, programmeRefusals } from '#programmes';
import { demonstrationProgramme } from './programme.js';
import { SimulatedClock } from './simulated-clock.js';
import type { DemonstrationRequest, DemonstrationStep } from './step.js';

export type LoadProgress = Readonly<{ done: number; of: number; day: string }>;

export type LoadOptions = Readonly<{
  steps?: readonly DemonstrationStep[];
  onProgress?: (progress: LoadProgress) => void;
  /** Stops between two instants; a later load goes on from there. */
  signal?: AbortSignal;
}>;

export type LoadReport = Readonly<{
  /** `refused`: the store does not simulate (any more), so that nothing was loaded. */
  outcome: 'loaded' | 'stopped' | 'refused';
  /** How many steps an earlier load had recorded. */
  skipped: number;
  recorded: number;
}>;

const AT_ONCE = 32;
/** Entries read at once. */
const PAGE = 5_000;

/** Records the demonstration programme through the same handlers as everything else. */
@Injectable()
export class DemonstrationLoader {
  /** What is in the log, as far as a step had to know it. */
  private readonly log: Entry[] = [];

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly bus: CommandBus,
    private readonly clock: SimulatedClock,
  ) {}

  /** Loads what is missing, instant by instant, then seals the store. */
  async load({
    steps = demonstrationProgramme(),
    onProgress,
    signal,
  }: LoadOptions = {}): Promise<LoadReport> {
    if ((await this.store.standing()) !== 'simulating') {
      return { outcome: 'refused', skipped: 0, recorded: 0 };
    }
    // All before the last instant in the log was recorded; of that instant perhaps only a part.
    const last = (await this.store.head())?.recordedAt ?? '';
    const missing = steps.filter(({ at }) => at >= last);
    const skipped = steps.length - missing.length;
    let done = skipped;
    for (const instant of byInstant(missing)) {
      if (signal?.aborted === true)
        return { outcome: 'stopped', skipped, recorded: done - skipped };
      await this.record(instant);
      done += instant.length;
      onProgress?.({ done, of: steps.length, day: instant[0]?.at.slice(0, 10) ?? '' });
    }
    await this.store.seal();
    return { outcome: 'loaded', skipped, recorded: done - skipped };
  }

  /** What is recorded at one instant: side by side, but in order for each organisation's own record. */
  private async record(steps: readonly DemonstrationStep[]): Promise<void> {
    const [first] = steps;
    if (first === undefined) return;
    this.clock.set(new Date(first.at));
    await sideBySide(byRecord(steps), AT_ONCE, async (record) => {
      for (const step of record) await this.ask(step);
    });
  }

  private async ask(step: DemonstrationStep): Promise<void> {
    const { asker, at, complete } = step;
    const request = complete === undefined ? step.request : complete(await this.logBefore(at));
    const handled: Handled<string> = await this.bus.execute(asRequest(request, asker));
    if (handled.outcome === 'accepted') return;
    const { type, data } = request.command;
    const why = handled.outcome === 'refused' ? sentenceOf(handled, sentences) : handled.outcome;
    throw new Error(`The demonstration cannot be loaded: ${type} ${JSON.stringify(data)}: ${why}`);
  }

  /** All entries of earlier instants: those of one instant are in no order that counts. */
  private async logBefore(instant: string): Promise<readonly Entry[]> {
    for (;;) {
      const page = await this.store.readAll(this.log.at(-1)?.position, PAGE);
      const known = this.log.length;
      this.log.push(...page.map((stored, n) => ({ ...read(stored), entry: known + n + 1 })));
      if (page.length < PAGE) return this.log.filter(({ recordedAt }) => recordedAt < instant);
    }
  }
}

const sentences: Readonly<Record<string, string>> = {
  ...organisationRefusals,
  ...maturityModelRefusals,
  ...optimisationRefusals,
  ...measurementRefusals,
  ...assessmentRefusals,
  ...evidenceRefusals,
  ...benefitRefusals,
  ...poolRefusals,
  ...programmeRefusals,
};

function asRequest(
  request: DemonstrationRequest,
  asker: DemonstrationStep['asker'],
): Command<Handled<string>> {
  switch (request.of) {
    case 'organisations':
      return new OrganisationRequest(request.command, asker, ofSubject(request.subject));
    case 'maturity-models':
      return new MaturityModelRequest(request.command, asker);
    case 'optimisation':
      return new OptimisationRequest(request.command, asker, ofSubject(request.subject));
    case 'measurements':
      return new MeasurementRequest(request.command, asker, ofSubject(request.subject));
    case 'assessments':
      return new AssessmentRequest(request.command, asker);
    case 'evidence':
      return new EvidenceRequest(request.command, asker);
    case 'benefits':
      return new BenefitRequest(request.command, asker, ofSubject(request.subject));
    case 'pools':
      return new PoolRequest(request.command, asker);
    case 'programmes':
      return new ProgrammeRequest(request.command, asker);
  }
}

const ofSubject = <Subject>(subject: Subject | undefined): { subject?: Subject } =>
  subject === undefined ? {} : { subject };

/** What names the record that a request of each context writes to. */
const namedBy: Readonly<Record<DemonstrationRequest['of'], readonly string[]>> = {
  organisations: ['organisation'],
  'maturity-models': [],
  optimisation: ['organisation'],
  measurements: ['organisation', 'capability', 'partner', 'driver'],
  assessments: ['organisation', 'edition'],
  evidence: ['evidenceId'],
  benefits: ['benefit'],
  pools: ['pool'],
  programmes: ['programme'],
};

/** The record a step writes to: two steps with the same one keep their order. */
function recordOf({ request }: DemonstrationStep): string {
  const { of, command } = request;
  const subject = 'subject' in request ? request.subject : undefined;
  const about = subject ?? ('order' in command.data ? command.data.order.data : command.data);
  const parts: Readonly<Record<string, unknown>> =
    typeof about === 'string' ? { organisation: about } : { ...about };
  return [of, ...namedBy[of].map((name) => parts[name])].join(' ');
}

/** Neighbours in the list that are recorded at the same instant. */
function* byInstant(steps: readonly DemonstrationStep[]): Generator<readonly DemonstrationStep[]> {
  let group: DemonstrationStep[] = [];
  for (const step of steps) {
    if (group[0] !== undefined && group[0].at !== step.at) {
      yield group;
      group = [];
    }
    group.push(step);
  }
  if (group.length > 0) yield group;
}

function byRecord(steps: readonly DemonstrationStep[]): readonly (readonly DemonstrationStep[])[] {
  const groups = new Map<string, DemonstrationStep[]>();
  for (const step of steps) {
    const record = recordOf(step);
    groups.set(record, [...(groups.get(record) ?? []), step]);
  }
  return [...groups.values()];
}
