import type {
  Bounds,
  HeldAgainst,
  MoneyPart,
  StageInterval,
  StageStanding,
  StatedFact,
  TrustGap,
} from '#figures';
import type { BenefitId, IsoDate, OdsCode } from '#vocabulary';
import type { BenefitMeasured } from '../benefits/benefits-on.js';
import type { TrustFound } from '../data-quality/trust-quality.js';
import { KeptMovers } from '../comparison/kept-movers.js';
import type { Mover } from '../comparison/movers.js';
import { statedMovingKinds } from '../comparison/moves.js';
import type { Deployments } from '../forecast/deployments-on.js';
import { organisationKinds, type OrganisationOn } from '../organisations/organisation-on.js';
import type { ProgrammeFact } from '../programmes/programme-facts.js';
import type { OwnDuties } from '../segregation/segregation.query.js';
import { FigureCache } from './figure-cache.js';
import { KindFigures } from './kind-figures.js';
import { OwnerFigures } from './owner-figures.js';

/** Some forty days of a nation, a kilobyte each. */
const TRUSTS = 10_000;
/** Some four days of a nation. */
const BENEFITS = 10_000;
/** Some eight times the trusts, benefits and programmes of a nation; of most, nothing. */
const OWNERS = 20_000;
/** Four days of a nation, some hundreds or thousands of numbers each. */
const LONG = 1000;
const DAYS = 10;
/** Some days of each; one may list hundreds of trusts. */
const PROGRAMMES = 60;
/** Some fifteen years; of a nation with its ICBs and regions, 70 kilobytes each. */
const QUARTERS = 60;

/** What was worked out on some days of single trusts and benefits, or from facts of some kinds, until more is said of those. */
export class EachKept {
  readonly gaps = new OwnerFigures<TrustGap>(TRUSTS);
  readonly stages = new OwnerFigures<StageStanding>(TRUSTS);
  /** The stages of a trust over time, those to come as well. */
  readonly intervals = new OwnerFigures<readonly StageInterval[]>(TRUSTS);
  readonly money = new OwnerFigures<MoneyPart>(BENEFITS);
  readonly benefits = new OwnerFigures<BenefitMeasured>(BENEFITS);
  /** How far the data of a trust can be relied on. */
  readonly quality = new OwnerFigures<TrustFound>(LONG);
  /** Whether it has an EPR: 1 or 0, or from one to the other. */
  readonly eprs = new OwnerFigures<Bounds>(TRUSTS);
  /** Whether it counts towards a target, and why. A target asks for the ends of nine quarters. */
  readonly held = new OwnerFigures<HeldAgainst>(OWNERS);
  /** The entries that decide what its benefits come to. */
  readonly entriesOfBenefits = new OwnerFigures<readonly number[]>(LONG);
  /** What is stated of a programme, with its sources. */
  readonly programmes = new OwnerFigures<readonly ProgrammeFact[]>(PROGRAMMES);
  /** Who recorded and who decided. */
  readonly duties = new OwnerFigures<OwnDuties>(OWNERS);
  /** What is stated of go-lives and of plans for them, by whole groups of organisations. */
  readonly deploymentsStated = new FigureCache<readonly StatedFact[]>(DAYS);
  /** What that says on some days. */
  readonly deployments = new FigureCache<Deployments>(DAYS);
  /** What moved figures between days, of what is measured; and of all else. */
  readonly movers = new KeptMovers();
  readonly moversStated = new KindFigures<readonly Mover[]>(statedMovingKinds, DAYS);
  /** Every benefit of a day, by whose it is on it. */
  readonly homes = new KindFigures<ReadonlyMap<OdsCode, readonly BenefitId[]>>(
    ['benefit-home'],
    DAYS,
  );
  /** By code, as each is asked for. A progression asks for the ends of many quarters. */
  readonly organisations = new KindFigures<Map<string, OrganisationOn>>(
    organisationKinds,
    QUARTERS,
  );

  /** A day that is asked for again and again stays, whatever other days are asked for in between. */
  stay(day: IsoDate): void {
    const { gaps, stages, money, benefits, quality, eprs, held, entriesOfBenefits } = this;
    const all = [gaps, stages, money, benefits, quality, eprs, held, entriesOfBenefits];
    for (const figures of all) figures.stay(day);
  }
}
