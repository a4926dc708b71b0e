import type { Capability, KnownFact, MaturityModel } from '#facts';
import { addMonths, dayAfter, type CapabilityCode, type IsoDate, type Stage } from '#vocabulary';
import { capabilityInputs, inOrderOfCode, isReported, NewestFacts } from './inputs.js';
import {
  highestValidation,
  standingOf,
  stateOf,
  validatedStage,
  type CriterionState,
  type StageFigure,
} from './stage.js';

/** A stage without the facts it was made from: what a sweep over many days keeps of it. */
export type BareStage = Readonly<{
  declared: Stage | undefined;
  evidenced: StageFigure['evidenced'];
  validated: Stage | undefined;
  missing: readonly CapabilityCode[];
}>;

type Standing = Readonly<{
  capability: Capability;
  state: CriterionState;
  reported: boolean;
  /** The first day on which its measurement no longer counts. */
  lapses: IsoDate | undefined;
}>;

/**
 * `stageOf` from day to day: a capability is judged anew only on a day on which something of it
 * changes or lapses.
 */
export class StageSweep {
  private readonly newest = new NewestFacts();
  private readonly standings = new Map<CapabilityCode, Standing>();
  private readonly changed = new Set<string>();
  private readonly lapseDays = new Map<string, IsoDate>();
  private model: MaturityModel | undefined;

  /** Facts in the order in which they come to count. */
  keep(fact: KnownFact): void {
    this.newest.keep(fact);
    const { kind, subject } = fact;
    if (kind === 'adoption' || kind === 'realisation' || kind === 'scope')
      this.changed.add(subject);
    else if (kind === 'enabled') this.changed.add(subject.slice(0, subject.indexOf('@')));
    else if (kind === 'replaced' && subject !== EVERYTHING) this.changed.add(subject);
    else if (kind === 'replaced' || kind === 'classification') this.standings.clear();
  }

  on(day: IsoDate, model: MaturityModel): BareStage {
    if (model !== this.model) this.standings.clear();
    this.model = model;
    for (const capability of inOrderOfCode(model)) {
      const standing = this.standings.get(capability.code);
      const stands =
        standing !== undefined &&
        !this.changed.has(capability.code) &&
        (standing.lapses === undefined || day < standing.lapses);
      if (!stands) this.standings.set(capability.code, this.judge(capability, model, day));
    }
    this.changed.clear();
    return this.stageOn(day);
  }

  /** The first day after this one on which something lapses without an event. */
  lapsesAfter(day: IsoDate): IsoDate | undefined {
    let first: IsoDate | undefined;
    const earliest = (other: IsoDate | undefined) => {
      if (other !== undefined && other > day && (first === undefined || other < first))
        first = other;
    };
    for (const { lapses } of this.standings.values()) earliest(lapses);
    for (const { value } of this.newest.all('stage-validated')) earliest(dayAfter(value.expires));
    return first;
  }

  private stageOn(day: IsoDate): BareStage {
    const standings = [...this.standings.values()];
    const { low, high, missing } = standingOf(
      standings.filter(({ capability }) => capability.mandatory),
    );
    const validation = highestValidation(this.newest, day);
    return {
      declared: this.newest.at('stage-declared', '')?.value.stage,
      evidenced: standings.some(({ reported }) => reported) ? { low, high } : 'not-reported',
      validated: validation && validatedStage(validation),
      missing,
    };
  }

  private judge(capability: Capability, model: MaturityModel, day: IsoDate): Standing {
    const inputs = capabilityInputs(this.newest, { model, capability }, day);
    const measured =
      inputs.a === undefined ? undefined : this.newest.at('adoption', capability.code);
    return {
      capability,
      state: stateOf(inputs),
      reported: isReported(inputs),
      lapses: measured && this.dayOfLapse(measured.effective.latest, capability.validForMonths),
    };
  }

  /** Most capabilities are measured over the same months, so that few days are reckoned. */
  private dayOfLapse(windowEnd: IsoDate, months: number): IsoDate {
    const key = `${windowEnd} ${String(months)}`;
    const day = this.lapseDays.get(key) ?? dayAfter(addMonths(windowEnd, months));
    this.lapseDays.set(key, day);
    return day;
  }
}

/** The subject of a replacement of the whole record. */
const EVERYTHING = '*';
