import {
  accept,
  refuseAt,
  type Decide,
  type Decision,
  type MessagesOf,
  type Named,
} from '#event-sourcing';
import {
  factDecider,
  factOf,
  saysTheSame,
  settle,
  everyFact,
  statedOrder,
  type Circumstances,
  type CorrectionOrders,
  type FactBasis,
  type OrderBasis,
  type OrderFor,
  type OrganisationStanding,
} from '#facts';
import {
  asKnown,
  BEFORE_RECORDS,
  dayAfter,
  statedDate,
  type IsoDate,
  type OdsCode,
} from '#vocabulary';
import type { OrganisationFact } from './organisation.events.js';
import type { OrganisationRefusal } from './organisation.refusals.js';
import {
  classificationOf,
  membershipOf,
  nameOf,
  registrationOf,
  standingOf,
  standingWhileOpen,
  type Organisation,
} from './organisation.state.js';

type OrderOf<Name extends OrganisationFact['type']> = OrderFor<
  Named<OrganisationFact, Name>['data']
>;

/** What can be asked of an organisation's record. */
export type OrganisationOrder = MessagesOf<{
  RegisterOrganisation: OrderOf<'OrganisationRegistered'>;
  RenameOrganisation: OrderOf<'OrganisationRenamed'>;
  ReclassifyOrganisation: OrderOf<'OrganisationReclassified'>;
  MoveOrganisationToIcb: OrderOf<'OrganisationMovedToIcb'>;
  /** Its day follows from the last one. */
  CloseOrganisation: Omit<OrderOf<'OrganisationClosed'>, 'when'>;
  SucceedOrganisation: OrderOf<'OrganisationSucceeded'>;
}>;
export type OrganisationCommand = OrganisationOrder | CorrectionOrders<OrganisationOrder>;

/** The organisation itself stands in its stream; `named` are the others that the order names. */
export type OrganisationCircumstances = Omit<Circumstances, 'organisation'> &
  Readonly<{ named: Readonly<Record<string, OrganisationStanding>> }>;

type Answer = Decision<OrganisationFact, OrganisationRefusal>;

const rules: Decide<
  OrganisationOrder,
  Organisation,
  OrganisationFact,
  OrganisationRefusal,
  OrganisationCircumstances
> = {
  RegisterOrganisation(organisation, order, circumstances) {
    const settled = settledFor(order, circumstances, newcomer(order));
    if (settled.outcome === 'refused') return settled;
    const fact = factOf<OrganisationFact>('OrganisationRegistered', order, settled.basis);
    if (holds(organisation, fact)) return accept();
    if (registrationOf(organisation) !== undefined) {
      return refuseAt('organisation', 'already-registered', { organisation: order.organisation });
    }
    const isTrust = order.kind === 'trust';
    const trustOnly = trustFields.find((name) => order[name] !== undefined);
    if (!isTrust && trustOnly !== undefined) return refuseAt(trustOnly, 'not-a-trust');
    if (order.kind === 'region' && order.region !== undefined) {
      return refuseAt('region', 'region-has-no-region');
    }
    return misplaced(order, settled.basis.effective.latest, circumstances) ?? accept(fact);
  },

  RenameOrganisation(organisation, order, circumstances) {
    const settled = settledFor(order, circumstances, standingOf(organisation));
    if (settled.outcome === 'refused') return settled;
    const fact = factOf<OrganisationFact>('OrganisationRenamed', order, settled.basis);
    if (holds(organisation, fact)) return accept();
    if (sameDay(organisation, fact)) return alreadyRecorded(fact);
    const day = settled.basis.effective.latest;
    return nameOf(organisation, day) === order.name ? refuseAt('name', 'same-name') : accept(fact);
  },

  ReclassifyOrganisation(organisation, order, circumstances) {
    const settled = settledFor(order, circumstances, standingOf(organisation));
    if (settled.outcome === 'refused') return settled;
    if (registrationOf(organisation)?.data.kind !== 'trust')
      return refuseAt('organisation', 'not-a-trust');
    const fact = factOf<OrganisationFact>('OrganisationReclassified', order, settled.basis);
    if (holds(organisation, fact)) return accept();
    if (sameDay(organisation, fact)) return alreadyRecorded(fact);
    const before = classificationOf(organisation, settled.basis.effective.latest);
    const same =
      before?.trustType === order.trustType && before.trustSubtype === order.trustSubtype;
    return same ? refuseAt('trustType', 'same-classification') : accept(fact);
  },

  MoveOrganisationToIcb(organisation, order, circumstances) {
    const settled = settledFor(order, circumstances, standingOf(organisation));
    if (settled.outcome === 'refused') return settled;
    if (registrationOf(organisation)?.data.kind !== 'trust')
      return refuseAt('organisation', 'not-a-trust');
    const fact = factOf<OrganisationFact>('OrganisationMovedToIcb', order, settled.basis);
    if (holds(organisation, fact)) return accept();
    if (sameDay(organisation, fact)) return alreadyRecorded(fact);
    const day = settled.basis.effective.latest;
    const before = membershipOf(organisation, day);
    if (before?.icb === order.icb && before?.region === order.region)
      return refuseAt('icb', 'same-icb');
    return misplaced(order, day, circumstances) ?? accept(fact);
  },

  CloseOrganisation(organisation, order, circumstances) {
    const dated = { ...order, when: { on: statedDate(dayAfter(order.lastDay)) } };
    const standing = standingOf(organisation);
    if (standing !== undefined && order.lastDay < standing.opened) {
      return refuseAt('lastDay', 'closed-before-opening', { openedOn: standing.opened });
    }
    const settled = settledFor(dated, circumstances, standingWhileOpen(organisation));
    if (settled.outcome === 'refused') return settled;
    const fact = factOf<OrganisationFact>('OrganisationClosed', dated, settled.basis);
    if (holds(organisation, fact)) return accept();
    if (standing?.closed !== undefined) {
      return refuseAt('lastDay', 'already-closed', { closedOn: standing.closed.lastDay });
    }
    return accept(fact);
  },

  SucceedOrganisation(organisation, order, circumstances) {
    const standing = standingOf(organisation);
    // The legal date is often the day after the last one, so having closed is no obstacle here.
    const open = standingWhileOpen(organisation);
    const settled = settledFor(order, circumstances, open);
    if (settled.outcome === 'refused') return settled;
    const fact = factOf<OrganisationFact>('OrganisationSucceeded', order, settled.basis);
    if (holds(organisation, fact)) return accept();
    if (everyFact(organisation).some((other) => leadsTo(other, order.successor))) {
      return alreadyRecorded(fact);
    }
    return whyNoSuccessor(standing, order, settled.basis, circumstances) ?? accept(fact);
  },
};

export const organisationDecider = factDecider(rules, [
  'OrganisationRegistered',
  'OrganisationRenamed',
  'OrganisationReclassified',
  'OrganisationMovedToIcb',
  'OrganisationClosed',
  'OrganisationSucceeded',
]);

const trustFields = ['trustType', 'trustSubtype', 'icb'] as const;

/** When the fact counts from. All of these may lie ahead. */
const settledFor = (
  order: OrderBasis,
  { today, asker }: OrganisationCircumstances,
  organisation: OrganisationStanding | undefined,
) => settle(order, { today, asker, organisation }, { ahead: true });

/** Nothing is known of an organisation before its registration that could forbid a day. */
const newcomer = ({
  organisation: code,
  name,
  kind,
}: OrderOf<'OrganisationRegistered'>): OrganisationStanding => ({
  code,
  name,
  kind,
  opened: BEFORE_RECORDS,
});

/** The very same fact, recorded already. */
const holds = (organisation: Organisation, fact: OrganisationFact): boolean =>
  everyFact(organisation).some((other) => saysTheSame(other, fact));

/** Another fact of the kind for the same day and place in its source. */
const sameDay = (organisation: Organisation, { type, data }: OrganisationFact): boolean =>
  everyFact(organisation).some(
    (other) =>
      other.type === type &&
      other.data.effective.latest === data.effective.latest &&
      statedOrder(other.data) === statedOrder(data),
  );

const leadsTo = ({ type, data }: OrganisationFact, successor: OdsCode): boolean =>
  type === 'OrganisationSucceeded' && data.successor === successor;

const alreadyRecorded = ({ data }: OrganisationFact): Answer =>
  refuseAt('when', 'already-recorded', { day: asKnown(data.effective) });

/** Why the board or region an order names cannot be the one. */
function misplaced(
  { icb, region }: Readonly<{ icb?: OdsCode; region?: OdsCode }>,
  day: IsoDate,
  { named }: OrganisationCircumstances,
): Answer | undefined {
  if (icb !== undefined) {
    const board = named[icb];
    if (board === undefined) return refuseAt('icb', 'icb-unknown');
    if (board.kind !== 'icb') return refuseAt('icb', 'not-an-icb', { code: icb });
    if (!openOn(board, day)) return refuseAt('icb', 'icb-not-open', { code: icb, day });
  }
  if (region === undefined) return undefined;
  const area = named[region];
  if (area === undefined) return refuseAt('region', 'region-unknown');
  return area.kind === 'region' ? undefined : refuseAt('region', 'not-a-region', { code: region });
}

function whyNoSuccessor(
  predecessor: OrganisationStanding | undefined,
  { organisation, successor: code }: OrderOf<'OrganisationSucceeded'>,
  { effective }: FactBasis,
  { named }: OrganisationCircumstances,
): Answer | undefined {
  if (code === organisation) return refuseAt('successor', 'successor-is-itself');
  const successor = named[code];
  if (successor === undefined) return refuseAt('successor', 'successor-unknown');
  if (successor.kind !== predecessor?.kind)
    return refuseAt('successor', 'successor-of-another-kind');
  // A statement without a date counts from when it was gathered, which says nothing of the legal date.
  if (effective.precision === 'gathered' || effective.precision === 'published') return undefined;
  if (!openOn(successor, effective.latest)) {
    return refuseAt('successor', 'successor-not-open', { successor: code, day: effective.latest });
  }
  const limit = predecessor.closed && dayAfter(predecessor.closed.lastDay);
  if (limit !== undefined && effective.earliest > limit) {
    return refuseAt('when', 'succeeded-after-closing', { day: limit });
  }
  return undefined;
}

const openOn = ({ opened, closed }: OrganisationStanding, day: IsoDate): boolean =>
  opened <= day && (closed === undefined || day <= closed.lastDay);
