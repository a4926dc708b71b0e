import type { AnyMessage } from '#event-sourcing';
import {
  CorrectAdoptionDto,
  CorrectDriverDto,
  CorrectRealisationDto,
  CorrectSharedRecordUseDto,
  MeasureAdoptionDto,
  MeasureDriverDto,
  MeasureRealisationDto,
  measurementRefusals,
  MeasurementRequest,
  measurementStream,
  MeasureSharedRecordUseDto,
  RetractMeasurementDto,
  type MeasurementCommand,
  type MeasurementSubject,
  type MeasurementFact,
} from '#measurements';
import { drivers, parseCapabilityCode, partners } from '#vocabulary';
import { notFound } from './http/problem.js';
import { organisation as organisations } from './records/owners.js';
import {
  recordsOf,
  type Collection,
  type Context,
  type Place,
} from './records/records.controller.js';

type Measured = Collection & Readonly<{ fact: MeasurementFact['type'] }>;

const action = 'record-own-facts';

const adoption: Measured = {
  path: 'adoption-measurements',
  summary: 'Measure the adoption of a capability',
  fact: 'AdoptionMeasured',
  action,
  entry: MeasureAdoptionDto,
  correction: CorrectAdoptionDto,
  subject: 'capability',
};
const realisation: Measured = {
  path: 'realisation-measurements',
  summary: 'Measure the benefit realised through a capability',
  fact: 'RealisationMeasured',
  action,
  entry: MeasureRealisationDto,
  correction: CorrectRealisationDto,
  subject: 'capability',
};
const sharedRecordUse: Measured = {
  path: 'shared-record-measurements',
  summary: 'Measure the use of a partner’s shared record',
  fact: 'SharedRecordUseMeasured',
  action,
  entry: MeasureSharedRecordUseDto,
  correction: CorrectSharedRecordUseDto,
  subject: 'partner',
};
const driver: Measured = {
  path: 'driver-measurements',
  summary: 'Measure a driver of use',
  fact: 'DriverMeasured',
  action,
  entry: MeasureDriverDto,
  correction: CorrectDriverDto,
  subject: 'driver',
};

/** How much a trust's record is used, and what that brings. */
export const measurementRecords: Context = {
  tag: 'Measurements: recording',
  owner: organisations,
  record: 'this trust’s record of this measure',
  refusals: measurementRefusals,
  retraction: RetractMeasurementDto,
  stream: (place, collection) => measurementStream(subjectOf(place, collection)),
  request: (command: AnyMessage, asker, { place, collection, ifRevision }) =>
    new MeasurementRequest(command as MeasurementCommand, asker, {
      subject: subjectOf(place, collection),
      ...(ifRevision === undefined ? {} : { ifRevision }),
    }),
  collections: [adoption, realisation, sharedRecordUse, driver],
};

export const MeasurementsController = recordsOf(measurementRecords);

/** What is measured, from the words of the address; no such thing is a 404. */
function subjectOf({ owner, subject = '' }: Place, collection: Collection) {
  const found = [...subjectsNamed(subject, owner)].find(([of]) => of === collection)?.[1];
  if (found === undefined) throw notFound();
  return found;
}

function* subjectsNamed(
  subject: string,
  organisation: Place['owner'],
): Generator<readonly [Collection, MeasurementSubject]> {
  const capability = parseCapabilityCode(subject);
  const partner = partners.find((each) => each === subject);
  const named = drivers.find((each) => each === subject);
  if (capability !== undefined) {
    yield [adoption, { kind: 'adoption', organisation, capability }];
    yield [realisation, { kind: 'realisation', organisation, capability }];
  }
  if (partner !== undefined) yield [sharedRecordUse, { kind: 'exchange', organisation, partner }];
  if (named !== undefined) yield [driver, { kind: 'driver', organisation, driver: named }];
}
