import type { Named } from '#event-sourcing';
import { givenId, specify } from '#event-sourcing/testing';
import type { OrganisationStanding } from '#facts';
import {
  BEFORE_RECORDS,
  isoDate,
  odsCode,
  onDay,
  statedDate,
  type CapabilityCode,
  type FactId,
  type FreeText,
  type InstanceId,
  type IsoDate,
  type SiteCode,
  type Stage,
} from '#vocabulary';
import { optimisationDecider } from './optimisation.decider.js';
import type { OptimisationEvent, OptimisationFact } from './optimisation.events.js';
import type {
  OptimisationCircumstances,
  OptimisationCommand,
  OptimisationOrder,
} from './optimisation.orders.js';
import type { OptimisationRefusal } from './optimisation.refusals.js';

describe('Any order about an EPR', () => {
  it('is refused for an organisation that is not registered', () => {
    trust
      .when(goLive('2025-01-18'), { organisation: undefined })
      .thenRefused('organisation-unknown');
  });

  it('is refused for an organisation that is not a trust', () => {
    const board: OrganisationStanding = { ...open, kind: 'icb', name: 'An ICB' };
    trust
      .when(goLive('2025-01-18'), { organisation: board })
      .thenRefused('not-a-trust', { organisation: 'An ICB' });
  });

  it('is refused before the trust opened', () => {
    trust.when(goLive('1990-01-18')).thenRefused('date-before-organisation');
  });

  it('is refused for days of which nothing is recorded, however old the trust', () => {
    const old: OrganisationStanding = { ...open, opened: BEFORE_RECORDS };
    trust
      .when(goLive('1999-12-31', { reason }), { organisation: old })
      .thenRefused('date-before-records', { begin: '2000-01-01' });
    trust
      .when(goLive('2000-01-01', { reason }), { organisation: old })
      .thenLike(fact('EprWentLive'));
  });

  it('is refused after the trust closed, naming the successor', () => {
    const closed: OrganisationStanding = {
      ...open,
      closed: { lastDay: isoDate('2025-03-31'), successors: [odsCode('RYY')] },
    };
    trust.when(goLive('2025-04-01'), { organisation: closed }).thenRefused('organisation-closed', {
      closedOn: '2025-03-31',
      successors: 'Its successor is RYY',
    });
    trust
      .when(goLive('2025-03-31', { reason }), { organisation: closed })
      .thenLike(fact('EprWentLive'));
  });

  it('is refused more than 12 months late without a reason', () => {
    trust.when(goLive('2024-06-29')).thenRefused('late-without-reason');
    trust
      .when(goLive('2024-06-29', { reason }))
      .thenLike({ type: 'EprWentLive', data: { marks: ['no-evidence', 'late-entry'] } });
  });

  it('changes nothing where the very same is recorded already', () => {
    trust.given(wentLive('2026-01-18')).when(goLive('2026-01-18')).thenNothing();
  });
});

describe('Planning a deployment', () => {
  it('records it with the day on which it was stated', () => {
    trust.when(plan('2026-01-05', '2027-03')).then(planned('2026-01-05', '2027-03'));
  });

  it('is refused while another plan for the EPR is active', () => {
    trust
      .given(planned('2026-01-05', '2027-03'))
      .when(plan('2026-02-05', '2027-04'))
      .thenRefused('plan-active');
  });

  it('is accepted for another EPR, and after a cancellation', () => {
    trust
      .given(planned('2026-01-05', '2027-03'))
      .when(plan('2026-02-05', '2027-04', { instance: second }))
      .thenLike(fact('DeploymentPlanned'));
    trust
      .given(planned('2026-01-05', '2027-03'), cancelled('2026-02-01'))
      .when(plan('2026-02-05', '2027-04'))
      .thenLike(fact('DeploymentPlanned'));
  });

  it('is refused a second time for the same day', () => {
    trust
      .given(planned('2026-01-05', '2027-03'))
      .when(plan('2026-01-05', '2027-04'))
      .thenRefused('already-recorded', { day: '2026-01-05' });
  });

  it('is refused for an EPR that is live, except for further modules', () => {
    trust
      .given(wentLive('2026-01-18'))
      .when(plan('2026-02-05', '2027-04'))
      .thenRefused('already-live', { liveOn: '2026-01-18' });
    trust
      .given(wentLive('2026-01-18'))
      .when(plan('2026-02-05', '2027-04', { modules: ['maternity'] }))
      .thenLike(fact('DeploymentPlanned'));
  });

  it('is refused for a date that had passed when it was stated', () => {
    trust.when(plan('2026-02-05', '2026-01')).thenRefused('planned-date-past');
    trust
      .when(plan('2026-02-05', '2026-01', { source }), loader)
      .thenLike(fact('DeploymentPlanned'));
  });
});

describe('Revising the forecast of a go-live', () => {
  it('keeps every forecast', () => {
    trust
      .given(planned('2026-01-05', '2027-03'), revised('2026-02-05', '2027-04'))
      .when(revise('2026-03-05', '2027-03'))
      .then(revised('2026-03-05', '2027-03'));
  });

  it('is refused without a plan, and after a cancellation', () => {
    trust.when(revise('2026-02-05', '2027-04')).thenRefused('plan-missing');
    trust
      .given(planned('2026-01-05', '2027-03'), cancelled('2026-02-01'))
      .when(revise('2026-02-05', '2027-04'))
      .thenRefused('plan-missing');
  });

  it('is refused where it equals the one before', () => {
    trust
      .given(planned('2026-01-05', '2027-03'))
      .when(revise('2026-02-05', '2027-03'))
      .thenRefused('forecast-unchanged', { plannedGoLive: '2027-03' });
  });

  it('compares with the one before its day, not with a later one', () => {
    trust
      .given(planned('2026-01-05', '2027-03'), revised('2026-04-05', '2027-06'))
      .when(revise('2026-02-05', '2027-06'))
      .thenLike(fact('GoLiveForecastRevised'));
  });

  it('is refused after the go-live', () => {
    trust
      .given(planned('2025-09-05', '2026-01'), wentLive('2026-01-18'))
      .when(revise('2026-02-05', '2027-04'))
      .thenRefused('after-go-live', { liveOn: '2026-01-18' });
  });

  it('takes undated forecasts of one source in the order in which it states them', () => {
    const said = (order: number) => ({ source: { ...source, order } });
    trust
      .given(planned('2026-01-05', '2027-01', said(1)), {
        type: 'GoLiveForecastRevised',
        data: { ...revised('2026-01-05', '2027-02').data, ...said(2) },
      })
      .when(revise('2026-01-05', '2027-01', said(3)), loader)
      .thenLike(fact('GoLiveForecastRevised'));
  });
});

describe('Deferring or cancelling a go-live', () => {
  it('needs a plan', () => {
    trust.when(defer('2026-02-05')).thenRefused('plan-missing');
    trust.when(cancel('2026-02-05')).thenRefused('plan-missing');
    trust
      .given(planned('2026-01-05', '2027-03'))
      .when(defer('2026-02-05'))
      .thenLike(fact('GoLiveDeferred'));
    trust
      .given(planned('2026-01-05', '2027-03'))
      .when(cancel('2026-02-05'))
      .then(cancelled('2026-02-05'));
  });

  it('is marked where a source speaks of a plan that we do not hold', () => {
    const mark = { marks: ['no-earlier-plan'] };
    trust
      .when(defer('2026-02-05', { source }), loader)
      .thenLike({ type: 'GoLiveDeferred', data: mark });
    trust
      .when(cancel('2026-02-05', { source }), loader)
      .thenLike({ type: 'GoLiveCancelled', data: mark });
  });

  it('is refused after the go-live of that EPR, also from a source', () => {
    const history = [planned('2025-09-05', '2026-01'), wentLive('2026-01-18')] as const;
    trust
      .given(...history)
      .when(defer('2026-02-05'))
      .thenRefused('after-go-live');
    trust
      .given(...history)
      .when(cancel('2026-02-05', { source }), loader)
      .thenRefused('after-go-live');
    trust
      .given(...history, planned('2026-01-20', '2027-03', { instance: second }))
      .when(defer('2026-02-05', { instance: second }))
      .thenLike(fact('GoLiveDeferred'));
  });

  it('gives a source that knows only the month the benefit of the doubt', () => {
    trust
      .given(planned('2025-09-05', '2026-01'), wentLive('2026-01-18'))
      .when(defer('2026-01', { source }), loader)
      .thenLike(fact('GoLiveDeferred'));
  });

  it('changes nothing when said again', () => {
    trust
      .given(planned('2026-01-05', '2027-03'), cancelled('2026-02-05'))
      .when(cancel('2026-02-05'))
      .thenNothing();
  });
});

describe('Changing a plan', () => {
  const history = () => planned('2026-01-05', '2027-03');
  const unexplained = { why: undefined } as object;

  it('needs a reason, except from a source', () => {
    const orders = [
      revise('2026-02-05', '2027-04', unexplained),
      defer('2026-02-05', unexplained),
      cancel('2026-02-05', unexplained),
    ];
    for (const order of orders) {
      trust.given(history()).when(order).thenRefusedAt('why', 'change-without-reason');
    }
    trust
      .given(history())
      .when(defer('2026-02-05', { ...unexplained, source }), loader)
      .thenLike(fact('GoLiveDeferred'));
  });

  it('of one module is refused after the go-live of that module alone', () => {
    const modular = planned('2025-09-05', '2026-03', { modules: ['epma', 'theatres'] });
    const deferral = defer('2026-02-05', { module: 'epma' });
    trust
      .given(modular, wentLive('2026-01-18', { module: 'epma' }))
      .when(deferral)
      .thenRefusedAt('module', 'module-live');
    trust
      .given(modular, wentLive('2026-01-18', { module: 'theatres' }))
      .when(deferral)
      .thenLike({ type: 'GoLiveDeferred', data: { module: 'epma' } });
    trust.given(modular, wentLive('2026-01-18')).when(deferral).thenLike(fact('GoLiveDeferred'));
    trust
      .given(modular)
      .when(defer('2026-02-05', { module: 'maternity' }))
      .thenRefused('module-not-planned');
    trust.given(modular, cancelled('2026-01-20')).when(deferral).thenRefused('plan-missing');
    trust.when(deferral).thenRefused('plan-missing');
    trust
      .when(defer('2026-02-05', { module: 'epma', source }), loader)
      .thenLike(fact('GoLiveDeferred'));
  });

  it('of one module leaves the plan of the whole as it is', () => {
    trust
      .given(history(), deferred('2026-02-05', { module: 'epma', plannedGoLive: '2027-09' }))
      .when(revise('2026-03-05', '2027-03'))
      .thenRefused('forecast-unchanged');
  });
});

describe('Recording a go-live', () => {
  it('marks the lack of evidence', () => {
    trust.when(goLive('2026-01-18')).then(wentLive('2026-01-18'));
    trust
      .when(goLive('2026-01-18', { evidence: 'acceptance-1' }))
      .then(wentLive('2026-01-18', { evidence: 'acceptance-1', marks: undefined }));
  });

  it('is refused in the future', () => {
    trust.when(goLive('2026-07-01')).thenRefused('date-in-future');
    trust.when(goLive('2026-06-30')).thenLike(fact('EprWentLive'));
  });

  it('is refused twice, except for sites that follow and after retirement', () => {
    trust
      .given(wentLive('2026-01-18'))
      .when(goLive('2026-02-18'))
      .thenRefused('already-live', { liveOn: '2026-01-18' });
    trust
      .given(wentLive('2026-01-18', { sites: [north] }))
      .when(goLive('2026-02-18', { sites: [south] }))
      .thenLike(fact('EprWentLive'));
    trust
      .given(wentLive('2026-01-18'), retired('2026-02-01'))
      .when(goLive('2026-02-18'))
      .thenLike(fact('EprWentLive'));
  });

  it('names no day where only the month was stated', () => {
    const month = { earliest: isoDate('2026-06-01'), latest: isoDate('2026-06-30') };
    trust
      .given(wentLive('2026-06-30', { effective: { ...month, precision: 'month' } }))
      .when(goLive('2026-06-30'))
      .thenRefused('already-live', { liveOn: '2026-06' });
    trust
      .given(declared('2026-06-30', 2, { effective: { ...month, precision: 'month' } }))
      .when(declare('2026-06', 3))
      .thenRefused('already-recorded', { day: '2026-06' });
  });

  it('is refused before the plan was stated', () => {
    trust
      .given(planned('2026-02-05', '2026-03'))
      .when(goLive('2026-01-18'))
      .thenRefused('go-live-before-plan', { plannedOn: '2026-02-05' });
  });

  it('is refused for a module that the plan does not name', () => {
    const history = planned('2025-09-05', '2026-03', { modules: ['epma', 'theatres'] });
    trust
      .given(history)
      .when(goLive('2026-01-18', { module: 'maternity' }))
      .thenRefused('module-not-planned', { modules: 'epma, theatres' });
    trust
      .given(history)
      .when(goLive('2026-01-18', { module: 'epma' }))
      .thenLike(fact('EprWentLive'));
  });
});

describe('Replacing or retiring an EPR', () => {
  it('needs one that is live', () => {
    trust.when(replace('2026-02-01')).thenRefused('instance-not-live');
    trust.when(retire('2026-02-01')).thenRefused('instance-not-live');
    trust.given(wentLive('2026-01-18')).when(replace('2026-02-01')).then(replaced('2026-02-01'));
    trust.given(wentLive('2026-01-18')).when(retire('2026-02-01')).then(retired('2026-02-01'));
  });

  it('takes a source at its word', () => {
    trust.when(retire('2026-02-01', { source }), loader).thenLike(fact('EprRetired'));
    trust.when(replace('2026-02-01', { source }), loader).thenLike(fact('EprReplaced'));
  });

  it('is refused by itself, and for capabilities of no model', () => {
    trust
      .given(wentLive('2026-01-18'))
      .when(replace('2026-02-01', { toInstance: first }))
      .thenRefused('instance-same');
    trust
      .given(wentLive('2026-01-18'))
      .when(replace('2026-02-01', { capabilities: ['C999' as CapabilityCode] }))
      .thenRefused('capability-unknown');
  });

  it('retires what was replaced and still runs, also ahead of the day', () => {
    trust
      .given(wentLive('2026-01-18'), replaced('2026-02-01'))
      .when(retire('2026-12-31'))
      .then(retired('2026-12-31'));
    trust
      .given(wentLive('2026-01-18'), replaced('2026-02-01'))
      .when(replace('2026-03-01'))
      .thenRefused('instance-not-live');
  });
});

describe('Retiring an EPR', () => {
  const unexplained = { reason: undefined } as object;
  const history = () => [wentLive('2026-01-18'), replaced('2026-02-01')] as const;

  it('names a successor that is live, or the reason for the gap', () => {
    trust
      .given(wentLive('2026-01-18'))
      .when(retire('2026-02-01', unexplained))
      .thenRefusedAt('reason', 'retired-without-successor');
    trust
      .given(wentLive('2026-01-18'))
      .when(retire('2026-02-01', { ...unexplained, successor: second }))
      .thenRefusedAt('successor', 'successor-not-live');
    trust
      .given(wentLive('2026-01-18'))
      .when(retire('2026-02-01', { successor: second }))
      .thenLike(fact('EprRetired'));
    trust
      .given(wentLive('2026-01-18'), wentLive('2026-01-30', { instance: second }))
      .when(retire('2026-02-01', { ...unexplained, successor: second }))
      .thenLike(fact('EprRetired'));
    trust
      .given(wentLive('2026-01-18'))
      .when(retire('2026-02-01', { successor: first }))
      .thenRefused('instance-same');
  });

  it('knows the successor of what was replaced', () => {
    trust
      .given(...history())
      .when(retire('2026-03-01', unexplained))
      .thenLike(fact('EprRetired'));
    trust
      .given(...history(), retired('2026-02-20', { instance: second }))
      .when(retire('2026-03-01', unexplained))
      .thenRefused('successor-not-live', { successor: second });
  });
});

describe('Statements about an EPR', () => {
  it('are recorded once for a day', () => {
    const status = (hasEpr: boolean): OptimisationOrder => ({
      type: 'ReportEprStatus',
      data: { organisation: RXX, hasEpr, ...on('2026-01-05') },
    });
    const reported: OptimisationFact = {
      type: 'EprStatusReported',
      data: { organisation: RXX, hasEpr: true, ...effective('2026-01-05') },
    };
    trust.when(status(true)).then(reported);
    trust.given(reported).when(status(false)).thenRefused('already-recorded');
  });

  it('give amounts in whole pence', () => {
    const milestone = (amountPence: number): OptimisationOrder => ({
      type: 'StateMilestone',
      data: { organisation: RXX, milestone: 'contract-signed', amountPence, ...on('2026-01-05') },
    });
    trust.when(milestone(1.5)).thenRefused('amount-not-whole');
    trust.when(milestone(-1)).thenRefused('amount-not-whole');
    trust.when(milestone(4_400_000_000)).thenLike(fact('MilestoneStated'));
  });
});

describe('An EPR that trusts share', () => {
  it('names the others that share it', () => {
    const shared = { sharedWith: [odsCode('RYY')] };
    trust
      .when(plan('2026-01-05', '2027-03', shared))
      .then(planned('2026-01-05', '2027-03', shared));
    trust.when(goLive('2026-01-18', shared)).then(wentLive('2026-01-18', shared));
  });

  it.each<[string, string[], OptimisationRefusal, Readonly<Record<string, string>>]>([
    ['sharedWith/0', ['RXX'], 'shared-with-itself', { code: 'RXX' }],
    ['sharedWith/1', ['RYY', 'RQQ'], 'shared-with-unknown', { code: 'RQQ' }],
    ['sharedWith/0', ['QWO'], 'shared-with-no-trust', { name: 'An ICB', code: 'QWO' }],
    ['sharedWith/1', ['RYY', 'RYY'], 'shared-twice', { code: 'RYY' }],
  ])('points at %s of %j, which is no other trust', (field, codes, because, details) => {
    const sharedWith = codes.map(odsCode);
    const orders = [
      plan('2026-01-05', '2027-03', { sharedWith }),
      goLive('2026-01-18', { sharedWith }),
      replace('2026-02-01', { sharedWith }),
    ];
    for (const order of orders) {
      trust.given(wentLive('2026-01-01')).when(order).thenRefused(because, details);
      trust.given(wentLive('2026-01-01')).when(order).thenRefusedAt(field, because);
    }
  });
});

describe('A refusal about one field', () => {
  it('names it', () => {
    const refusals: readonly (readonly [string, OptimisationOrder, OptimisationRefusal])[] = [
      ['when', goLive('1990-01-18'), 'date-before-organisation'],
      ['reason', goLive('2024-06-29'), 'late-without-reason'],
      ['sites/1', enable('2026-01-20', { sites: [north, north] }), 'site-twice'],
      ['sites/0/weight', setScope('2026-01-05', [weighed(north, 0)]), 'weight-not-positive'],
      ['validator', withdrawValidation('2026-01-05'), 'validator-not-asker'],
    ];
    for (const [field, order, because] of refusals) {
      trust.when(order).thenRefusedAt(field, because);
    }
  });
});

describe('Setting the scope of a capability', () => {
  it('names each site once, with a weight above 0', () => {
    trust.when(setScope('2026-01-05')).then(scoped('2026-01-05'));
    trust.when(setScope('2026-01-05', [])).thenRefused('scope-empty');
    trust
      .when(setScope('2026-01-05', [weighed(north, 1), weighed(north, 2)]))
      .thenRefused('site-twice', { site: north });
    trust.when(setScope('2026-01-05', [weighed(north, 0)])).thenRefused('weight-not-positive');
  });

  it('takes the sites of the trust alone, and of those it succeeded', () => {
    const scope = (...sites: string[]) =>
      trust.when(
        setScope(
          '2026-01-05',
          sites.map((site) => weighed(site as SiteCode, 1)),
        ),
      );
    scope('RXX01', 'RYY01').thenRefused('site-of-another', {
      site: 'RYY01',
      owner: 'Another NHS Trust',
      trust: 'RXX',
    });
    scope('RXX01', 'RYY01').thenRefusedAt('sites/1', 'site-of-another');
    scope('RYY').thenRefused('site-of-another');
    scope('QQQ99').thenRefused('site-unknown', { site: 'QQQ99', trust: 'RXX' });
    scope('RXX', 'RZZ01').thenLike(fact('CapabilityScopeSet'));
  });

  it('is refused for a capability of no model', () => {
    trust.when(setScope('2026-01-05'), { capabilities: [] }).thenRefused('capability-unknown');
  });
});

describe('Enabling a capability', () => {
  it('is refused for a capability of no model, and without sites', () => {
    trust.when(enable('2026-01-20'), { capabilities: [] }).thenRefused('capability-unknown');
    trust.when(enable('2026-01-20', { sites: [] })).thenRefused('scope-empty');
  });

  it('needs a go-live on or before that day, where the trust has recorded any', () => {
    trust
      .given(wentLive('2026-01-18'))
      .when(enable('2026-01-17'))
      .thenRefused('enabled-before-go-live', { site: north });
    trust.given(wentLive('2026-01-18')).when(enable('2026-01-18')).then(enabled('2026-01-18'));
    trust.when(enable('2026-01-17')).then(enabled('2026-01-17'));
  });

  it('needs the go-live at that site, and of the EPR that it names', () => {
    trust
      .given(wentLive('2026-01-18', { sites: [south] }))
      .when(enable('2026-01-20'))
      .thenRefused('enabled-before-go-live');
    trust
      .given(wentLive('2026-01-18', { sites: [south] }))
      .when(enable('2026-01-20', { instance: first }))
      .thenRefused('enabled-before-go-live', { site: north });
  });

  it('says so where the EPR that it names is not live', () => {
    const order = enable('2026-01-20', { instance: second });
    trust
      .given(wentLive('2026-01-18'))
      .when(order)
      .thenRefused('instance-not-live', { instance: second });
    trust.given(wentLive('2026-01-18')).when(order).thenRefusedAt('instance', 'instance-not-live');
  });

  it('is refused at the sites of another trust', () => {
    trust
      .when(enable('2026-01-20', { sites: ['RYY01' as SiteCode] }))
      .thenRefused('site-of-another', { site: 'RYY01' });
  });

  it('is refused in an EPR that was retired, or replaced by another', () => {
    trust
      .given(wentLive('2026-01-18'), retired('2026-02-01'))
      .when(enable('2026-02-02'))
      .thenRefused('enabled-before-go-live');
    trust
      .given(wentLive('2026-01-18'), replaced('2026-02-01'))
      .when(enable('2026-02-02', { instance: first }))
      .thenRefused('instance-not-live', { instance: first });
    trust
      .given(wentLive('2026-01-18'), replaced('2026-02-01'))
      .when(enable('2026-02-02', { instance: second }))
      .thenLike(fact('CapabilityEnabled'));
  });

  it('is refused outside the scope that was set by then', () => {
    trust
      .given(scoped('2026-01-05', [weighed(south, 1)]))
      .when(enable('2026-01-20'))
      .thenRefused('site-not-in-scope', { site: north });
    trust
      .given(scoped('2026-02-05', [weighed(south, 1)]))
      .when(enable('2026-01-20'))
      .thenLike(fact('CapabilityEnabled'));
  });

  it('is refused twice for a site on a day', () => {
    trust
      .given(enabled('2026-01-20'))
      .when(enable('2026-01-20', { sites: [north, south] }))
      .thenRefused('already-recorded');
  });
});

describe('Withdrawing a capability', () => {
  it('needs it to be enabled there', () => {
    trust.when(withdraw('2026-02-01')).thenRefused('capability-not-enabled');
    trust
      .given(enabled('2026-01-20'))
      .when(withdraw('2026-02-01', { sites: [south] }))
      .thenRefused('capability-not-enabled', { site: south });
    trust
      .given(enabled('2026-01-20'))
      .when(withdraw('2026-01-19'))
      .thenRefused('capability-not-enabled');
    trust.given(enabled('2026-01-20')).when(withdraw('2026-02-01')).then(withdrawn('2026-02-01'));
  });

  it('is refused where it was withdrawn before, and for a capability of no model', () => {
    trust
      .given(enabled('2026-01-20'), withdrawn('2026-02-01'))
      .when(withdraw('2026-03-01', { sites: [north] }))
      .thenRefused('capability-not-enabled');
    trust.when(withdraw('2026-02-01'), { capabilities: [] }).thenRefused('capability-unknown');
    trust
      .given(enabled('2026-01-20'))
      .when(withdraw('2026-02-01', { sites: [north, north] }))
      .thenRefused('site-twice');
  });

  it('may be recorded ahead', () => {
    trust.given(enabled('2026-01-20')).when(withdraw('2026-12-31')).then(withdrawn('2026-12-31'));
  });
});

describe('Exchange with a partner', () => {
  const enableFlow = (): OptimisationOrder => ({
    type: 'EnablePartnerFlow',
    data: { organisation: RXX, partner: 'gp', direction: 'both', ...on('2026-01-20') },
  });
  const withdrawFlow = (day: string): OptimisationOrder => ({
    type: 'WithdrawPartnerFlow',
    data: { organisation: RXX, partner: 'gp', why: reason, ...on(day) },
  });
  const flowing = (): OptimisationFact => ({
    type: 'PartnerFlowEnabled',
    data: { organisation: RXX, partner: 'gp', direction: 'both', ...effective('2026-01-20') },
  });

  it('is withdrawn only where it was enabled', () => {
    trust.when(enableFlow()).then(flowing());
    trust.when(withdrawFlow('2026-02-01')).thenRefused('partner-flow-not-enabled');
    trust.given(flowing()).when(withdrawFlow('2026-01-19')).thenRefused('partner-flow-not-enabled');
    trust.given(flowing()).when(withdrawFlow('2026-02-01')).thenLike(fact('PartnerFlowWithdrawn'));
  });
});

describe('Declaring a stage', () => {
  it('takes any stage from 1 to 4', () => {
    trust.when(declare('2026-01-05', 4)).then(declared('2026-01-05', 4));
    trust.when(declare('2026-01-05', 5 as Stage)).thenRefused('stage-unknown');
    trust.when(declare('2026-01-05', 0 as Stage)).thenRefused('stage-unknown');
  });

  it('is never after today', () => {
    trust.when(declare('2026-07-01', 1)).thenRefused('date-in-future');
  });

  it('needs a cause for a lower stage than the one declared before its day', () => {
    trust
      .given(declared('2026-01-05', 2))
      .when(declare('2026-02-05', 1))
      .thenRefused('lower-stage-without-cause', { before: '2' });
    trust
      .given(declared('2026-01-05', 2))
      .when(declare('2026-02-05', 1, { cause: 'merger' }))
      .then(declared('2026-02-05', 1, { cause: 'merger' }));
    trust
      .given(declared('2026-01-05', 2))
      .when(declare('2026-02-05', 1, { cause: 'weather' as 'merger' }))
      .thenRefusedAt('cause', 'stage-cause-unknown');
    trust
      .given(declared('2026-03-05', 2))
      .when(declare('2026-02-05', 1))
      .thenLike(fact('StageDeclared'));
  });

  it('is one for a day', () => {
    trust
      .given(declared('2026-01-05', 2))
      .when(declare('2026-01-05', 3))
      .thenRefused('already-recorded', { day: '2026-01-05' });
  });
});

describe('Validating a stage', () => {
  it('is for another organisation, by someone who acts for it', () => {
    trust
      .when(validate('2026-01-05', '2026-12-31'), board)
      .then(validated('2026-01-05', '2026-12-31'));
    trust
      .when(validate('2026-01-05', '2026-12-31', { validator: RXX }))
      .thenRefused('validator-is-the-trust');
    trust.when(validate('2026-01-05', '2026-12-31')).thenRefused('validator-not-asker');
    trust
      .when(validate('2026-01-05', '2026-12-31', { stage: 5 as Stage }), board)
      .thenRefused('stage-unknown');
  });

  it('holds for 36 months at most, counted to the end of a shorter month', () => {
    trust
      .when(validate('2026-01-05', '2026-01-04'), board)
      .thenRefused('validation-ends-before-start');
    trust.when(validate('2026-01-05', '2029-01-05'), board).thenLike(fact('StageValidated'));
    trust
      .when(validate('2026-01-05', '2029-01-06'), board)
      .thenRefused('validation-too-long', { latest: '2029-01-05' });
    trust
      .when(validate('2025-08-31', '2028-09-01'), board)
      .thenRefused('validation-too-long', { latest: '2028-08-31' });
  });

  it('is one for a stage on a day', () => {
    trust
      .given(validated('2026-01-05', '2026-12-31'))
      .when(validate('2026-01-05', '2027-12-31'), board)
      .thenRefused('already-recorded');
  });
});

describe('Withdrawing a validation', () => {
  it('needs one of this validator that is valid on that day', () => {
    const history = validated('2026-01-05', '2026-03-31');
    trust.when(withdrawValidation('2026-02-01'), board).thenRefused('validation-missing');
    trust
      .given(history)
      .when(withdrawValidation('2026-02-01'), board)
      .then(validationWithdrawn('2026-02-01'));
    trust
      .given(history)
      .when(withdrawValidation('2026-03-31'), board)
      .thenLike(fact('StageValidationWithdrawn'));
    trust
      .given(history)
      .when(withdrawValidation('2026-04-01'), board)
      .thenRefused('validation-missing');
    trust
      .given(history, validationWithdrawn('2026-02-01'))
      .when(withdrawValidation('2026-03-01'), board)
      .thenRefused('validation-missing');
    trust.given(history).when(withdrawValidation('2026-02-01')).thenRefused('validator-not-asker');
    trust
      .given(history)
      .when(withdrawValidation('2026-02-01', { stage: 9 as Stage }), board)
      .thenRefused('stage-unknown');
  });
});

describe('Mending a validation', () => {
  it('is for the organisation that gave it', () => {
    const given = trust.given(validated('2026-01-05', '2026-12-31'));
    const retraction = { type: 'RetractFact', data: { factId: id(1), reason } } as const;
    const other = {
      asker: { ...circumstances.asker, role: 'validator', organisation: 'QZZ' },
    } as const;
    given.when(retraction, other).thenRefused('validation-of-another', { validator: QYY });
    given
      .when(correct(1, validate('2026-01-05', '2026-11-30', { validator: odsCode('QZZ') })), other)
      .thenRefused('validation-of-another');
    given.when(retraction, board).thenLike({ type: 'FactRetracted', data: { factId: id(1) } });
  });
});

describe('What a public source said', () => {
  const status = (hasEpr: boolean): OptimisationOrder => ({
    type: 'ReportEprStatus',
    data: { organisation: RXX, hasEpr, ...on('2026-01-05') },
  });
  const reported = (by: string): OptimisationFact => ({
    type: 'EprStatusReported',
    data: { organisation: RXX, hasEpr: false, ...effective('2026-01-05'), source: { name: by } },
  });
  const retraction = () => ({ type: 'RetractFact', data: { factId: id(1), reason } }) as const;

  it('is mended by the loader that passed it on, and by no trust', () => {
    const given = trust.given(loaded(reported('A register')));
    given.when(retraction()).thenRefused('stated-by-a-source', { source: 'A register' });
    given.when(correct(1, status(true))).thenRefused('stated-by-a-source');
    given.when(retraction(), loader).thenLike(fact('FactRetracted'));
    trust.given(reported('Our board paper')).when(retraction()).thenLike(fact('FactRetracted'));
  });

  it('leaves the trust its own statement beside it', () => {
    trust
      .given(loaded(reported('A register')))
      .when(status(true))
      .thenLike({ type: 'EprStatusReported', data: { hasEpr: true } });
    trust
      .given(loaded(reported('A register')), reported('Our board paper'))
      .when(status(true))
      .thenRefused('already-recorded');
    trust
      .given(loaded(wentLive('2026-01-18', { source })))
      .when(goLive('2026-01-25'))
      .thenLike(fact('EprWentLive'));
  });
});

describe('Correcting an entry', () => {
  it('states the whole fact again, and can be corrected itself', () => {
    trust
      .given(wentLive('2026-01-18'))
      .when(correct(1, goLive('2026-01-11')))
      .then(corrected(1, wentLive('2026-01-11')));
    trust
      .given(wentLive('2026-01-18'), corrected(1, wentLive('2026-01-11')))
      .when(correct(1, goLive('2026-01-12')))
      .then(corrected(1, wentLive('2026-01-12')));
  });

  it('is never refused because later facts rest on it', () => {
    trust
      .given(wentLive('2026-01-18'), enabled('2026-01-20'))
      .when(correct(1, goLive('2026-02-18')))
      .then(corrected(1, wentLive('2026-02-18')));
    trust
      .given(enabled('2026-01-20'), withdrawn('2026-02-01'))
      .when(correct(1, enable('2026-01-20', { sites: [south] })))
      .thenLike(fact('FactCorrected'));
    trust
      .given(
        planned('2026-01-05', '2027-03'),
        cancelled('2026-02-01'),
        planned('2026-02-05', '2027-04'),
      )
      .when(correct(1, plan('2026-01-05', '2027-05')))
      .thenLike(fact('FactCorrected'));
    trust
      .given(planned('2026-01-05', '2026-02'), wentLive('2026-02-18'))
      .when(correct(1, plan('2026-03-05', '2026-12', { modules: ['maternity'] })))
      .thenLike(fact('FactCorrected'));
  });

  it('is never refused because of what was said later on its day', () => {
    trust
      .given(planned('2026-06-10', '2027-03'), revised('2026-06-10', '2027-05'))
      .when(correct(1, plan('2026-06-10', '2027-03', { supplier: 'Another' })))
      .thenLike(fact('FactCorrected'));
    trust
      .given(planned('2026-01-05', '2027-03'), deferred('2026-06-01'), cancelled('2026-06-01'))
      .when(correct(2, defer('2026-06-01', { supplier: 'Another' })))
      .thenLike(fact('FactCorrected'));
    trust
      .given(wentLive('2026-01-18'), replaced('2026-02-01'), retired('2026-02-01'))
      .when(correct(2, replace('2026-02-01', { capabilities: [C105] })))
      .thenLike(fact('FactCorrected'));
  });

  it('is never refused because it moves past what was recorded after it', () => {
    trust
      .given(planned('2026-06-10', '2027-03'), revised('2026-06-20', '2027-05'))
      .when(correct(1, plan('2026-06-25', '2027-03')))
      .thenLike(fact('FactCorrected'));
    trust
      .given(wentLive('2026-01-18'), planned('2026-02-05', '2026-12', { modules: ['maternity'] }))
      .when(correct(1, goLive('2026-01-11')))
      .thenLike(fact('FactCorrected'));
  });

  it('stays unique among all, also those that rest on it', () => {
    trust
      .given(planned('2026-01-05', '2027-03'), revised('2026-02-05', '2027-05'))
      .when(revise('2026-02-05', '2027-06'))
      .thenRefused('already-recorded');
    trust
      .given(declared('2026-01-05', 2), declared('2026-02-05', 3))
      .when(correct(1, declare('2026-02-05', 2)))
      .thenRefused('already-recorded', { day: '2026-02-05' });
  });

  it('stays with the trust', () => {
    const elsewhere = goLive('2026-01-11', { organisation: odsCode('RYY') });
    trust
      .given(wentLive('2026-01-18'))
      .when(correct(1, elsewhere))
      .thenRefused('another-organisation');
  });

  it('stays with the kind of entry, and points at one that is there', () => {
    trust
      .given(declared('2026-01-05', 2))
      .when(correct(1, goLive('2026-01-11')))
      .thenRefused('correction-of-another-kind');
    trust.when(correct(1, goLive('2026-01-11'))).thenRefused('fact-not-found');
  });

  it('changes nothing where it says the same', () => {
    trust
      .given(wentLive('2026-01-18'))
      .when(correct(1, goLive('2026-01-18')))
      .thenNothing();
  });
});

describe('Withdrawing an entry', () => {
  const takenBack = (): OptimisationEvent => ({
    type: 'FactRetracted',
    data: { factId: id(1), reason },
  });

  it('is final; the same can be recorded afresh', () => {
    trust
      .given(wentLive('2026-01-18'))
      .when({ type: 'RetractFact', data: { factId: id(1), reason } })
      .then(takenBack());
    trust
      .given(wentLive('2026-01-18'), takenBack())
      .when(correct(1, goLive('2026-01-11')))
      .thenRefused('fact-retracted');
    trust
      .given(wentLive('2026-01-18'), takenBack())
      .when(goLive('2026-01-18'))
      .then(wentLive('2026-01-18'));
  });
});

const RXX = odsCode('RXX');
const QYY = odsCode('QYY');
const first = 'rxx-epr' as InstanceId;
const second = 'rxx-new-epr' as InstanceId;
const C105 = 'C105' as CapabilityCode;
const north = 'RXX01' as SiteCode;
const south = 'RXX02' as SiteCode;
const reason = 'Found in the minutes of the board' as FreeText;
const source = {
  name: 'A newspaper',
  url: 'https://www.example.org/news',
  publishedOn: statedDate('2026-06'),
};

const open: OrganisationStanding = {
  code: RXX,
  name: 'An NHS Trust',
  kind: 'trust',
  opened: isoDate('1993-04-01'),
};

const circumstances: OptimisationCircumstances = {
  today: isoDate('2026-06-30'),
  asker: { actor: 'someone', role: 'trust-recorder', organisation: RXX },
  organisation: open,
  capabilities: [C105],
  siteOwners: {
    RYY: { name: 'Another NHS Trust', succeededByTrust: false },
    RZZ: { name: 'A Former NHS Trust', succeededByTrust: true },
  },
  sharers: {
    RYY: { name: 'Another NHS Trust', isTrust: true },
    QWO: { name: 'An ICB', isTrust: false },
  },
};
const loader: Partial<OptimisationCircumstances> = {
  asker: { actor: 'a loader', role: 'reference-loader', organisation: 'X26' },
};
const board: Partial<OptimisationCircumstances> = {
  asker: { actor: 'a validator', role: 'validator', organisation: QYY },
};
const trust = specify(optimisationDecider, circumstances);

function id(n: number): FactId {
  return givenId(n) as FactId;
}
function on(day: string) {
  return { when: { on: statedDate(day) } };
}
function effective(day: string) {
  return { effective: onDay(day as IsoDate) };
}
function fact(type: OptimisationEvent['type']) {
  return { type, data: {} };
}
function weighed(site: SiteCode, weight: number) {
  return { site, weight };
}

/** As the reference loader recorded it. */
function loaded(event: OptimisationFact): OptimisationFact {
  return Object.assign(event, {
    metadata: { actor: 'a loader', role: 'reference-loader', organisation: 'X26' },
  });
}

type OrderOf<Type extends OptimisationOrder['type']> = Partial<
  Named<OptimisationOrder, Type>['data']
>;
type FactOf<Type extends OptimisationFact['type']> = {
  [Name in keyof Named<OptimisationFact, Type>['data']]?:
    Named<OptimisationFact, Type>['data'][Name] | undefined;
};

const plan = (
  day: string,
  date: string,
  more: OrderOf<'PlanDeployment'> = {},
): OptimisationOrder => ({
  type: 'PlanDeployment',
  data: {
    organisation: RXX,
    instance: first,
    plannedGoLive: statedDate(date),
    ...on(day),
    ...more,
  },
});
const planned = (day: string, date: string, more: FactOf<'DeploymentPlanned'> = {}) =>
  ({
    type: 'DeploymentPlanned',
    data: {
      organisation: RXX,
      instance: first,
      plannedGoLive: statedDate(date),
      ...effective(day),
      ...more,
    },
  }) as OptimisationFact;
const revise = (
  day: string,
  date: string,
  more: OrderOf<'ReviseGoLiveForecast'> = {},
): OptimisationOrder => ({
  type: 'ReviseGoLiveForecast',
  data: {
    organisation: RXX,
    instance: first,
    plannedGoLive: statedDate(date),
    why: reason,
    ...on(day),
    ...more,
  },
});
const revised = (day: string, date: string): Named<OptimisationFact, 'GoLiveForecastRevised'> => ({
  type: 'GoLiveForecastRevised',
  data: {
    organisation: RXX,
    instance: first,
    plannedGoLive: statedDate(date),
    why: reason,
    ...effective(day),
  },
});
const defer = (day: string, more: OrderOf<'DeferGoLive'> = {}): OptimisationOrder => ({
  type: 'DeferGoLive',
  data: { organisation: RXX, instance: first, why: reason, ...on(day), ...more },
});
const cancel = (day: string, more: OrderOf<'CancelGoLive'> = {}): OptimisationOrder => ({
  type: 'CancelGoLive',
  data: { organisation: RXX, instance: first, why: reason, ...on(day), ...more },
});
const deferred = (day: string, more: object = {}): OptimisationFact => ({
  type: 'GoLiveDeferred',
  data: { organisation: RXX, instance: first, why: reason, ...effective(day), ...more },
});
const cancelled = (day: string): OptimisationFact => ({
  type: 'GoLiveCancelled',
  data: { organisation: RXX, instance: first, why: reason, ...effective(day) },
});
const goLive = (day: string, more: OrderOf<'RecordGoLive'> = {}): OptimisationOrder => ({
  type: 'RecordGoLive',
  data: { organisation: RXX, instance: first, ...on(day), ...more },
});
const wentLive = (day: string, more: FactOf<'EprWentLive'> = {}) =>
  ({
    type: 'EprWentLive',
    data: {
      instance: first,
      organisation: RXX,
      ...effective(day),
      marks: ['no-evidence'],
      ...more,
    },
  }) as OptimisationFact;
const replace = (day: string, more: OrderOf<'ReplaceEpr'> = {}): OptimisationOrder => ({
  type: 'ReplaceEpr',
  data: { organisation: RXX, fromInstance: first, toInstance: second, ...on(day), ...more },
});
const replaced = (day: string): OptimisationFact => ({
  type: 'EprReplaced',
  data: { organisation: RXX, fromInstance: first, toInstance: second, ...effective(day) },
});
const retire = (day: string, more: OrderOf<'RetireEpr'> = {}): OptimisationOrder => ({
  type: 'RetireEpr',
  data: { organisation: RXX, instance: first, reason, ...on(day), ...more },
});
const retired = (day: string, more: object = {}): OptimisationFact => ({
  type: 'EprRetired',
  data: { organisation: RXX, instance: first, ...effective(day), reason, ...more },
});
const setScope = (
  day: string,
  sites = [weighed(north, 3), weighed(south, 1)],
): OptimisationOrder => ({
  type: 'SetCapabilityScope',
  data: { organisation: RXX, capability: C105, sites, ...on(day) },
});
const scoped = (day: string, sites = [weighed(north, 3), weighed(south, 1)]): OptimisationFact => ({
  type: 'CapabilityScopeSet',
  data: { organisation: RXX, capability: C105, sites, ...effective(day) },
});
const enable = (day: string, more: OrderOf<'EnableCapability'> = {}): OptimisationOrder => ({
  type: 'EnableCapability',
  data: { organisation: RXX, capability: C105, sites: [north], ...on(day), ...more },
});
const enabled = (day: string): OptimisationFact => ({
  type: 'CapabilityEnabled',
  data: { organisation: RXX, capability: C105, sites: [north], ...effective(day) },
});
const withdraw = (day: string, more: OrderOf<'WithdrawCapability'> = {}): OptimisationOrder => ({
  type: 'WithdrawCapability',
  data: { organisation: RXX, capability: C105, why: reason, ...on(day), ...more },
});
const withdrawn = (day: string): OptimisationFact => ({
  type: 'CapabilityWithdrawn',
  data: { organisation: RXX, capability: C105, why: reason, ...effective(day) },
});
const declare = (
  day: string,
  stage: Stage,
  more: OrderOf<'DeclareStage'> = {},
): OptimisationOrder => ({
  type: 'DeclareStage',
  data: { organisation: RXX, stage, ...on(day), ...more },
});
const declared = (day: string, stage: Stage, more: object = {}): OptimisationFact => ({
  type: 'StageDeclared',
  data: { organisation: RXX, stage, ...effective(day), ...more },
});
const validate = (
  day: string,
  expires: string,
  more: OrderOf<'ValidateStage'> = {},
): OptimisationOrder => ({
  type: 'ValidateStage',
  data: {
    organisation: RXX,
    stage: 2,
    validator: QYY,
    expires: isoDate(expires),
    ...on(day),
    ...more,
  },
});
const validated = (day: string, expires: string): OptimisationFact => ({
  type: 'StageValidated',
  data: {
    organisation: RXX,
    stage: 2,
    validator: QYY,
    expires: isoDate(expires),
    ...effective(day),
  },
});
const withdrawValidation = (
  day: string,
  more: OrderOf<'WithdrawStageValidation'> = {},
): OptimisationOrder => ({
  type: 'WithdrawStageValidation',
  data: { organisation: RXX, stage: 2, validator: QYY, why: reason, ...on(day), ...more },
});
const validationWithdrawn = (day: string): OptimisationFact => ({
  type: 'StageValidationWithdrawn',
  data: { organisation: RXX, stage: 2, validator: QYY, why: reason, ...effective(day) },
});
const correct = (n: number, order: OptimisationOrder): OptimisationCommand => ({
  type: 'CorrectFact',
  data: { factId: id(n), reason, order },
});
const corrected = (n: number, right: OptimisationFact): OptimisationEvent => ({
  type: 'FactCorrected',
  data: { factId: id(n), reason, fact: right },
});
