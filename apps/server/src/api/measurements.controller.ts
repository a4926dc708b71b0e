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
} from '#measurements';
import { drivers, parseCapabilityCode, partners } from '#vocabulary';
import { notFound } from './http/problem.js';
import { recordsOf, type Collection, type Place } from './records/records.controller.js';

const action = 'record-own-facts';

const adoption: Collection = {
  path: 'adoption-measurements',
  summary: 'Measure the adoption of a capability',
  action,
  entry: MeasureAdoptionDto,
  correction: CorrectAdoptionDto,
  subject: 'capability',
};
const realisation: Collection = {
  path: 'realisation-measurements',
  summary: 'Measure the benefit realised through a capability',
  action,
  entry: MeasureRealisationDto,
  correction: CorrectRealisationDto,
  subject: 'capability',
};
const sharedRecordUse: Collection = {
  path: 'shared-record-measurements',
  summary: 'Measure the use of a partner’s shared record',
  action,
  entry: MeasureSharedRecordUseDto,
  correction: CorrectSharedRecordUseDto,
  subject: 'partner',
};
const driver: Collection = {
  path: 'driver-measurements',
  summary: 'Measure a driver of use',
  action,
  entry: MeasureDriverDto,
  correction: CorrectDriverDto,
  subject: 'driver',
};

/** How much a trust's record is used, and what that brings. */
export const MeasurementsController = recordsOf({
  tag: 'Measurements: recording',
  refusals: measurementRefusals,
  retraction: RetractMeasurementDto,
  stream: (place, collection) => measurementStream(subjectOf(place, collection)),
  request: (command: AnyMessage, asker, { place, collection, ifRevision }) =>
    new MeasurementRequest(command as MeasurementCommand, asker, {
      subject: subjectOf(place, collection),
      ...(ifRevision === undefined ? {} : { ifRevision }),
    }),
  collections: [adoption, realisation, sharedRecordUse, driver],
});

/** What is measured, from the words of the address; no such thing is a 404. */
function subjectOf({ organisation, subject = '' }: Place, collection: Collection) {
  const found = [...subjectsNamed(subject, organisation)].find(([of]) => of === collection)?.[1];
  if (found === undefined) throw notFound();
  return found;
}

function* subjectsNamed(
  subject: string,
  organisation: Place['organisation'],
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
