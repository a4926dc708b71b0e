import { specify, givenId } from '#event-sourcing/testing';
import { sentenceOf } from '#event-sourcing';
import type { OrganisationStanding } from '#facts';
import {
  BEFORE_RECORDS,
  dayAfter,
  isoDate,
  odsCode,
  onDay,
  parseFactId,
  statedDate,
  type FactId,
  type FreeText,
} from '#vocabulary';
import {
  organisationDecider,
  type OrganisationCircumstances,
  type OrganisationOrder,
} from './organisation.decider.js';
import type { OrganisationEvent, OrganisationFact } from './organisation.events.js';
import { organisationRefusals } from './organisation.refusals.js';

const RCF = odsCode('RCF');
const RAE = odsCode('RAE');
const QWO = odsCode('QWO');
const Y63 = odsCode('Y63');
const source = {
  name: 'ODS etr.csv of July 2025',
  url: 'https://www.example.org/etr.csv',
  publishedOn: statedDate('2025-07'),
};

describe('Registering an organisation', () => {
  it('counts it as open from the day it opened', () => {
    organisation.when(register('1991-04-01')).then(registered('1991-04-01'));
  });

  it('may lie ahead: trusts announce their opening months before', () => {
    organisation.when(register('2027-04-01')).thenLike({
      type: 'OrganisationRegistered',
      data: { effective: onDay(isoDate('2027-04-01')) },
    });
  });

  it('may say that it was open before our records begin', () => {
    const order: OrganisationOrder = {
      type: 'RegisterOrganisation',
      data: {
        organisation: RCF,
        kind: 'trust',
        name: 'Airedale NHS Trust',
        when: { since: 'before-records' },
        source,
      },
    };
    organisation.when(order).thenLike({
      type: 'OrganisationRegistered',
      data: { effective: { latest: BEFORE_RECORDS, precision: 'before-records' } },
    });
  });

  it('again changes nothing', () => {
    organisation.given(registered('1991-04-01')).when(register('1991-04-01')).thenNothing();
  });

  it('is refused with other details while one stands', () => {
    organisation
      .given(registered('1991-04-01'))
      .when(register('1992-04-01'))
      .thenRefused('already-registered', { organisation: 'RCF' });
  });

  it('is refused for a board or region that claims to be of a type', () => {
    organisation
      .when(register('2022-07-01', { kind: 'icb', trustType: 'Acute' }))
      .thenRefused('not-a-trust');
  });

  it('is refused for a region within a region', () => {
    organisation
      .when(register('2022-07-01', { kind: 'region', region: Y63 }))
      .thenRefused('region-has-no-region');
  });

  it('is refused when long past without a reason, by anyone but the reference loader', () => {
    const recorder = { actor: 'p-1', role: 'programme-office', organisation: 'X26' } as const;
    organisation
      .when(register('1991-04-01'), { asker: recorder })
      .thenRefused('late-without-reason');
    organisation
      .when(register('1991-04-01', { reason: 'Found in the archive' as FreeText }), {
        asker: recorder,
      })
      .thenLike({ type: 'OrganisationRegistered', data: { marks: ['late-entry'] } });
  });
});

describe('Renaming an organisation', () => {
  const opened = registered('1991-04-01');

  it('is recorded, also ahead of its day', () => {
    organisation
      .given(opened)
      .when(rename('2027-01-01', 'Airedale and Craven NHS Trust'))
      .then(renamed('2027-01-01', 'Airedale and Craven NHS Trust'));
  });

  it('again changes nothing', () => {
    organisation
      .given(opened, renamed('2020-01-01', 'New'))
      .when(rename('2020-01-01', 'New'))
      .thenNothing();
  });

  it('is refused to the name it has on that day', () => {
    organisation
      .given(opened, renamed('2020-01-01', 'New'))
      .when(rename('2021-01-01', 'New'))
      .thenRefused('same-name');
  });

  it('looks at the name of that day, not at today’s', () => {
    organisation
      .given(opened, renamed('2020-01-01', 'New'))
      .when(rename('2010-01-01', 'New'))
      .thenLike({ type: 'OrganisationRenamed', data: { name: 'New' } });
  });

  it('is refused a second time for the same day', () => {
    organisation
      .given(opened, renamed('2020-01-01', 'New'))
      .when(rename('2020-01-01', 'Newer'))
      .thenRefused('already-recorded', { day: '2020-01-01' });
  });

  it('is refused for an organisation that is not registered', () => {
    organisation.when(rename('2020-01-01', 'New')).thenRefused('organisation-unknown');
  });

  it('is refused before it opened', () => {
    organisation
      .given(opened)
      .when(rename('1990-12-31', 'New'))
      .thenRefused('date-before-organisation', { openedOn: '1991-04-01' });
  });

  it('is refused after it closed, naming the successor', () => {
    organisation
      .given(opened, closed('2025-03-31'), succeeded('2025-04-01'))
      .when(rename('2025-06-01', 'New'), { asker: programmeOffice })
      .thenRefused('organisation-closed', {
        closedOn: '2025-03-31',
        successors: 'Its successor is RAE',
      });
  });

  it('after it closed is kept and marked where a public source says so', () => {
    organisation
      .given(opened, closed('2025-03-31'))
      .when(rename('2025-06-01', 'New'))
      .thenLike({ type: 'OrganisationRenamed', data: { marks: ['after-closure'] } });
  });
});

describe('Reclassifying a trust', () => {
  const opened = registered('1991-04-01', { trustType: 'Acute' });
  const reclassify = (day: string, trustType: 'Acute' | 'Community'): OrganisationOrder => ({
    type: 'ReclassifyOrganisation',
    data: { organisation: RCF, trustType, when: { on: statedDate(day) }, source },
  });
  const asCommunity: OrganisationFact = {
    type: 'OrganisationReclassified',
    data: {
      organisation: RCF,
      trustType: 'Community',
      effective: onDay(isoDate('2020-04-01')),
      source,
    },
  };

  it('is recorded once', () => {
    organisation.given(opened).when(reclassify('2020-04-01', 'Community')).then(asCommunity);
    organisation
      .given(opened, asCommunity)
      .when(reclassify('2020-04-01', 'Community'))
      .thenNothing();
  });

  it('is refused to the type it has', () => {
    organisation
      .given(opened)
      .when(reclassify('2020-04-01', 'Acute'))
      .thenRefused('same-classification');
  });

  it('is refused a second time for the same day', () => {
    organisation
      .given(opened, asCommunity)
      .when(reclassify('2020-04-01', 'Acute'))
      .thenRefused('already-recorded');
  });

  it('is refused for what is no trust', () => {
    organisation
      .given(registered('2022-07-01', { kind: 'icb' }))
      .when(reclassify('2023-04-01', 'Acute'))
      .thenRefused('not-a-trust');
  });
});

describe('Moving a trust to an integrated care board', () => {
  const opened = registered('1991-04-01');

  it('is recorded, with a span where the day is not known', () => {
    const between = [isoDate('2025-07-15'), isoDate('2026-07-08')] as const;
    organisation
      .given(opened)
      .when({
        type: 'MoveOrganisationToIcb',
        data: { organisation: RCF, icb: QWO, region: Y63, when: { between }, source },
      })
      .then({
        type: 'OrganisationMovedToIcb',
        data: {
          organisation: RCF,
          icb: QWO,
          region: Y63,
          effective: { earliest: between[0], latest: between[1], precision: 'between' },
          source,
        },
      });
  });

  it('again changes nothing, and a second board for the same day is refused', () => {
    organisation.given(opened, moved('2022-07-01')).when(move('2022-07-01')).thenNothing();
    organisation
      .given(opened, moved('2022-07-01'))
      .when(move('2022-07-01', { icb: undefined }))
      .thenRefused('already-recorded');
  });

  it('is refused to the board it is in on that day', () => {
    organisation
      .given(opened, moved('2022-07-01'))
      .when(move('2023-07-01'))
      .thenRefused('same-icb');
  });

  it('may end without a new board', () => {
    organisation
      .given(opened, moved('2022-07-01'))
      .when(move('2023-07-01', { icb: undefined, region: undefined }))
      .thenLike({ type: 'OrganisationMovedToIcb', data: { organisation: RCF } });
  });

  it('is refused for a board that does not exist, is none, or was not open', () => {
    const into = (named: Record<string, OrganisationStanding>, day = '2022-07-01') =>
      organisation.given(opened).when(move(day), { named });
    into({}).thenRefused('icb-unknown');
    into({ ...named, QWO: { ...board, kind: 'trust' } }).thenRefused('not-an-icb');
    into(named, '2022-06-30').thenRefused('icb-not-open', { code: 'QWO', day: '2022-06-30' });
    const ended = { lastDay: isoDate('2026-03-31'), successors: [] };
    into({ ...named, QWO: { ...board, closed: ended } }, '2026-04-01').thenRefused('icb-not-open');
  });

  it('is refused for a region that does not exist or is none', () => {
    const into = (named: Record<string, OrganisationStanding>) =>
      organisation.given(opened).when(move('2022-07-01'), { named });
    into({ QWO: board }).thenRefused('region-unknown');
    into({ QWO: board, Y63: { ...board, code: Y63 } }).thenRefused('not-a-region');
  });

  it('is refused for what is no trust', () => {
    organisation
      .given(registered('2022-07-01', { kind: 'icb' }))
      .when(move('2023-07-01'))
      .thenRefused('not-a-trust');
  });
});

describe('Closing an organisation', () => {
  it('takes effect on the day after its last', () => {
    organisation
      .given(registered('1991-04-01'))
      .when(close('2025-03-31'))
      .then(closed('2025-03-31'));
  });

  it('again changes nothing; another last day has to correct the first', () => {
    const history = [registered('1991-04-01'), closed('2025-03-31')];
    organisation
      .given(...history)
      .when(close('2025-03-31'))
      .thenNothing();
    organisation
      .given(...history)
      .when(close('2025-04-30'))
      .thenRefused('already-closed', { closedOn: '2025-03-31' });
  });

  it('is refused before it opened', () => {
    organisation
      .given(registered('1991-04-01'))
      .when(close('1991-03-31'))
      .thenRefused('closed-before-opening', { openedOn: '1991-04-01' });
  });
});

describe('Naming a successor', () => {
  const history = [registered('1991-04-01'), closed('2025-03-31')];

  it('is recorded for the legal date, the day after the last', () => {
    organisation
      .given(...history)
      .when(succeed('2025-04-01'))
      .then(succeeded('2025-04-01'));
  });

  it('again changes nothing, and the same successor for another day is refused', () => {
    organisation
      .given(...history, succeeded('2025-04-01'))
      .when(succeed('2025-04-01'))
      .thenNothing();
    organisation
      .given(...history, succeeded('2025-04-01'))
      .when(succeed('2025-03-01'))
      .thenRefused('already-recorded');
  });

  it('may come before the closing is recorded', () => {
    organisation
      .given(registered('1991-04-01'))
      .when(succeed('2027-04-01'))
      .thenLike({ type: 'OrganisationSucceeded', data: { successor: RAE } });
  });

  it('is refused for an unknown successor, itself, or one of another kind', () => {
    organisation
      .given(...history)
      .when(succeed('2025-04-01'), { named: {} })
      .thenRefused('successor-unknown');
    organisation
      .given(...history)
      .when(succeed('2025-04-01', RCF))
      .thenRefused('successor-is-itself');
    organisation
      .given(...history)
      .when(succeed('2025-04-01', QWO))
      .thenRefused('successor-of-another-kind');
  });

  it('is refused where the successor was not open on the legal date', () => {
    const later = { ...named, RAE: { ...successor, opened: isoDate('2025-04-02') } };
    organisation
      .given(...history)
      .when(succeed('2025-04-01'), { named: later })
      .thenRefused('successor-not-open', { successor: 'RAE', day: '2025-04-01' });
  });

  it('is refused for a legal date long after the closing', () => {
    organisation
      .given(...history)
      .when(succeed('2025-04-02'))
      .thenRefused('succeeded-after-closing', { day: dayAfter(isoDate('2025-03-31')) });
  });

  it('without a legal date counts from when it was gathered, however long after the closing', () => {
    organisation
      .given(...history)
      .when({
        type: 'SucceedOrganisation',
        data: {
          organisation: RCF,
          successor: RAE,
          succession: 'split',
          when: { undated: 'gathered', on: statedDate('2026-11-22') },
          source,
        },
      })
      .thenLike({ type: 'OrganisationSucceeded', data: { effective: { precision: 'gathered' } } });
  });
});

describe('Correcting an organisation’s record', () => {
  const reason = 'Misread the ODS extract' as FreeText;

  it('puts the corrected order to the same rules, as if the wrong fact were not there', () => {
    organisation
      .given(registered('1991-04-01'), renamed('2020-01-01', 'New'))
      .when({
        type: 'CorrectFact',
        data: { factId: fact(2), reason, order: rename('2020-02-01', 'New') },
      })
      .then({
        type: 'FactCorrected',
        data: { factId: fact(2), reason, fact: renamed('2020-02-01', 'New') },
      });
    organisation
      .given(registered('1991-04-01'), renamed('2020-01-01', 'New'))
      .when({
        type: 'CorrectFact',
        data: { factId: fact(2), reason, order: rename('1990-02-01', 'New') },
      })
      .thenRefused('date-before-organisation');
  });

  it('can correct the registration that everything else rests on', () => {
    organisation
      .given(registered('1991-04-01'), closed('2025-03-31'))
      .when({
        type: 'CorrectFact',
        data: { factId: fact(1), reason, order: register('1992-04-01') },
      })
      .thenLike({ type: 'FactCorrected', data: { factId: fact(1) } });
  });

  it('takes back a closing, after which it is open again', () => {
    const closing = closed('2025-03-31');
    organisation
      .given(registered('1991-04-01'), closing)
      .when({ type: 'RetractFact', data: { factId: fact(2), reason } })
      .then({ type: 'FactRetracted', data: { factId: fact(2), reason } });
    organisation
      .given(registered('1991-04-01'), closing, {
        type: 'FactRetracted',
        data: { factId: fact(2), reason },
      })
      .when(close('2025-04-30'))
      .then(closed('2025-04-30'));
  });
});

describe('The sentences of refusals', () => {
  it('name what the reader has to know', () => {
    expect(
      sentenceOf(
        {
          outcome: 'refused',
          because: 'organisation-closed',
          details: { closedOn: '2025-03-31', successors: 'Its successor is Example (RAE)' },
        },
        organisationRefusals,
      ),
    ).toBe('This organisation closed on 31 March 2025. Its successor is Example (RAE).');
  });

  it('are sentences', () => {
    for (const sentence of Object.values(organisationRefusals)) {
      expect(sentence).toMatch(/^[A-Z{].*\.$/);
    }
  });
});

const board: OrganisationStanding = {
  code: QWO,
  name: 'NHS West Yorkshire Integrated Care Board',
  kind: 'icb',
  opened: isoDate('2022-07-01'),
};
const successor: OrganisationStanding = {
  code: RAE,
  name: 'Bradford Teaching Hospitals NHS Foundation Trust',
  kind: 'trust',
  opened: isoDate('1992-04-01'),
};
const named: Record<string, OrganisationStanding> = {
  QWO: board,
  RAE: successor,
  Y63: { code: Y63, name: 'North East and Yorkshire', kind: 'region', opened: BEFORE_RECORDS },
};
const programmeOffice = { actor: 'p-1', role: 'programme-office', organisation: 'X26' } as const;

const circumstances: OrganisationCircumstances = {
  today: isoDate('2026-02-24'),
  asker: { actor: 'loader', role: 'reference-loader', organisation: 'X26' },
  named,
};
const organisation = specify(organisationDecider, circumstances);

type Registering = Partial<Extract<OrganisationOrder, { type: 'RegisterOrganisation' }>['data']>;

function register(day: string, changed: Registering = {}): OrganisationOrder {
  return {
    type: 'RegisterOrganisation',
    data: {
      organisation: RCF,
      kind: 'trust',
      name: 'Airedale NHS Trust',
      ...changed,
      when: { on: statedDate(day) },
      source,
    },
  };
}

// A fact's own fields stand in the order of their names, as the rules write them.
function registered(day: string, changed: Registering = {}): OrganisationFact {
  const { kind = 'trust', trustType } = changed;
  return {
    type: 'OrganisationRegistered',
    data: {
      kind,
      name: 'Airedale NHS Trust',
      organisation: RCF,
      ...(trustType === undefined ? {} : { trustType }),
      effective: onDay(isoDate(day)),
      source,
    },
  };
}

function rename(day: string, name: string): OrganisationOrder {
  return {
    type: 'RenameOrganisation',
    data: { organisation: RCF, name, when: { on: statedDate(day) }, source },
  };
}

function renamed(day: string, name: string): OrganisationFact {
  return {
    type: 'OrganisationRenamed',
    data: { name, organisation: RCF, effective: onDay(isoDate(day)), source },
  };
}

function move(
  day: string,
  changed: { icb?: undefined; region?: undefined } = {},
): OrganisationOrder {
  return {
    type: 'MoveOrganisationToIcb',
    data: {
      organisation: RCF,
      ...('icb' in changed ? {} : { icb: QWO }),
      ...('region' in changed ? {} : { region: Y63 }),
      when: { on: statedDate(day) },
      source,
    },
  };
}

function moved(day: string): OrganisationFact {
  return {
    type: 'OrganisationMovedToIcb',
    data: { icb: QWO, organisation: RCF, region: Y63, effective: onDay(isoDate(day)), source },
  };
}

function close(lastDay: string): OrganisationOrder {
  return {
    type: 'CloseOrganisation',
    data: { organisation: RCF, lastDay: isoDate(lastDay), source },
  };
}

function closed(lastDay: string): OrganisationFact {
  return {
    type: 'OrganisationClosed',
    data: {
      lastDay: isoDate(lastDay),
      organisation: RCF,
      effective: onDay(dayAfter(isoDate(lastDay))),
      source,
    },
  };
}

function succeed(day: string, code = RAE): OrganisationOrder {
  return {
    type: 'SucceedOrganisation',
    data: {
      organisation: RCF,
      successor: code,
      succession: 'acquisition',
      when: { on: statedDate(day) },
      source,
    },
  };
}

function succeeded(day: string): OrganisationEvent & OrganisationFact {
  return {
    type: 'OrganisationSucceeded',
    data: {
      organisation: RCF,
      succession: 'acquisition',
      successor: RAE,
      effective: onDay(isoDate(day)),
      source,
    },
  };
}

function fact(n: number): FactId {
  return parseFactId(givenId(n)) ?? ('' as FactId);
}
