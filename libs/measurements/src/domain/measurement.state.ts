import type { Evolve, Standing } from '#event-sourcing';
import { everyFact, type CurrentFact, type Facts } from '#facts';
import type { MeasurementEvent, MeasurementFact, MeasurementWindow } from './measurement.events.js';

/** The measurements of one subject that are accepted now. */
export type Measurements = Facts<MeasurementFact> &
  Readonly<{
    /**
     * No window reaches beyond it; missing where that is not known. A file brings thousands of days
     * in a row, and none of them needs to be held against all the others.
     */
    span?: MeasurementWindow;
  }>;

/** An accepted measurement whose window shares a day with this one. */
export const overlapping = (
  measurements: Measurements,
  { from, to }: MeasurementWindow,
): CurrentFact<MeasurementFact> | undefined => {
  const { span } = measurements;
  if (span !== undefined && (span.to < from || to < span.from)) return undefined;
  return everyFact(measurements).find(
    ({ data: { window } }) => window.from <= to && from <= window.to,
  );
};

type Reaction = (facts: Measurements, data: Windowed, standing: Standing) => Measurements;
type Windowed = MeasurementFact['data'] | Readonly<{ fact: MeasurementFact }>;

/** How measurements evolve, their span kept; a retraction leaves it unknown. */
export const keepingSpan = ({
  FactRetracted,
  ...widening
}: Evolve<Facts<MeasurementFact>, MeasurementEvent>): Evolve<Measurements, MeasurementEvent> =>
  ({
    FactRetracted,
    ...Object.fromEntries(
      Object.entries(widening).map(([type, react]) => [type, widens(react as Reaction)]),
    ),
  }) as Evolve<Measurements, MeasurementEvent>;

const widens =
  (react: Reaction): Reaction =>
  (facts, data, standing) => {
    const { window } = 'fact' in data ? data.fact.data : data;
    return { ...react(facts, data, standing), span: spanOf(facts, window) };
  };

const spanOf = ({ span, current }: Measurements, added: MeasurementWindow): MeasurementWindow =>
  (span === undefined ? current.map(({ data }) => data.window) : [span]).reduce(widened, added);

const widened = (one: MeasurementWindow, other: MeasurementWindow): MeasurementWindow => ({
  from: one.from < other.from ? one.from : other.from,
  to: one.to > other.to ? one.to : other.to,
});
