import { Controller, Get, Inject, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EVENT_STORE, type EventStore } from '#event-sourcing';
import type { FactKind } from '#facts';
import {
  OrganisationProfile,
  TrustGap,
  TrustStage,
  TrustTimeline,
  type Moment,
  type ProfileAnswer,
} from '#read-models';
import { londonDay, parseOdsCode, type IsoDate, type OdsCode } from '#vocabulary';
import { knownAtIn } from '../../api/http/moment.js';
import { actorOf } from '../../api/who/who.guard.js';
import { can, type Action } from '../../api/who/policy.js';
import { Resources } from '../../api/who/resources.js';
import { Requires } from '../../api/who/requires.decorator.js';
import { dayInWords } from '../dates-in-words.js';
import { dayTyped } from '../day-typed.js';
import { freshnessOf, lookingBackOf } from '../freshness.js';
import { gapView } from '../gap-view.js';
import { Views } from '../views.js';
import { stageRows, stageMissing } from './stage-rows.js';
import { timelineRow } from './timeline-rows.js';

/** What public sources state; the rest of a trust's record is for those who may read it. */
const publicKinds: readonly FactKind[] = [
  ...(['status', 'name', 'classification', 'icb', 'region'] as const),
  ...([
    'succeeded-by',
    'succession-of',
    'epr-status',
    'go-live-plan',
    'live',
    'milestone',
  ] as const),
];
const ROWS_SHOWN = 100;

@ApiExcludeController()
@Controller('organisations/:ods')
export class TrustPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly resources: Resources,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get()
  @Requires('read-public-facts')
  async show(
    @Req() request: Request,
    @Res() response: Response,
    @Param('ods') ods: string,
    @Query('asOf') asOfTyped?: string,
    @Query('knownAt') knownAtTyped?: string,
  ): Promise<void> {
    const code = parseOdsCode(ods);
    const today = londonDay(await this.store.now());
    const { day: asOf, error: dateError } = dayTyped(asOfTyped, today);
    const known = knownAtTyped?.trim() === '' ? undefined : knownAtTyped?.trim();
    const { knownAt, error: knownError } = readKnownAt(known, today);
    const moment: Moment = { asOf, ...(knownAt === undefined ? {} : { knownAt }) };
    const profile = code && (await this.queries.execute(new OrganisationProfile(code, moment)));
    if (profile === undefined) throw new NotFoundException();

    const { organisation } = profile;
    const mayReadFigures = await this.allows(request, 'read-stages-and-gaps');
    const mayReadAll = await this.allows(request, 'read-entries');
    const title = organisation.name;
    this.views.send(response, 'trust/trust.njk', {
      title,
      hasError: (dateError ?? knownError) !== undefined,
      code: organisation.code,
      demonstration: organisation.demonstration,
      asOf: dayInWords(asOf),
      lookingBack: lookingBackOf(asOf, today, knownAt === undefined ? undefined : known),
      freshness: freshnessOf(profile),
      profile: profileRows(profile),
      dateFields: [
        {
          name: 'asOf',
          label: 'What was so on',
          hint: 'For example, 2025-07-31',
          value: asOfTyped ?? asOf,
          error: dateError,
        },
        {
          name: 'knownAt',
          label: 'As known at the end of',
          hint: 'For example, 2025-09-01. Leave it empty for what is known now.',
          value: known ?? '',
          error: knownError,
        },
      ],
      ...(await this.stage(organisation.code, moment, mayReadFigures)),
      ...(await this.gap(organisation.code, moment, mayReadFigures)),
      ...(await this.timeline(organisation.code, moment, mayReadAll)),
    });
  }

  /** Whether this reader may do more than read what public sources state. */
  private async allows(request: Request, action: Action): Promise<boolean> {
    const actor = actorOf(request);
    const resource = await this.resources.resourceOf(request, actor, action);
    return can(actor, action, resource) === 'allowed';
  }

  private async stage(code: OdsCode, moment: Moment, mayRead: boolean) {
    const answer = mayRead ? await this.queries.execute(new TrustStage(code, moment)) : undefined;
    if (!answer?.stage) {
      return {
        stage: {
          rows: [
            {
              key: 'Stage',
              value: mayRead
                ? 'No maturity model is known'
                : 'Sign in to read stages and gaps of real trusts',
            },
          ],
        },
      };
    }
    return {
      stage: {
        rows: stageRows(answer.stage),
        next: answer.stage.attainment?.stage,
        missing: stageMissing(answer.stage),
      },
    };
  }

  private async gap(code: OdsCode, moment: Moment, mayRead: boolean) {
    const answer = mayRead ? await this.queries.execute(new TrustGap(code, moment)) : undefined;
    if (!answer?.gap?.reported) return {};
    return { gap: gapView(answer.gap) };
  }

  private async timeline(code: OdsCode, moment: Moment, mayReadAll: boolean) {
    const answer = await this.queries.execute(
      new TrustTimeline(code, moment, {
        limit: ROWS_SHOWN,
        ...(mayReadAll ? {} : { kinds: publicKinds }),
      }),
    );
    if (answer === undefined) return { timeline: [] };
    return {
      timeline: answer.facts.map(timelineRow),
      timelineNote: `The newest ${String(answer.numerator)} of ${String(answer.denominator)} entries, by the day they speak of.`,
    };
  }
}

function readKnownAt(text: string | undefined, today: IsoDate) {
  try {
    return { knownAt: knownAtIn(text, today) };
  } catch {
    return { error: 'Enter today or an earlier day, like 2026-03-31, or the number of an entry' };
  }
}

function profileRows({ organisation, predecessors, eprStatus, ...stamp }: ProfileAnswer) {
  const status = organisation.open
    ? `Open on ${dayInWords(stamp.asOf)}`
    : `Closed${organisation.closedOn === undefined ? '' : ` on ${dayInWords(organisation.closedOn)}`}`;
  return [
    { key: 'ODS code', value: organisation.code },
    { key: 'Status', value: status },
    ...(organisation.successors.length === 0
      ? []
      : [{ key: 'Succeeded by', value: organisation.successors.join(', ') }]),
    ...(predecessors.length === 0 ? [] : [{ key: 'Successor of', value: predecessors.join(', ') }]),
    { key: 'Type', value: organisation.trustType ?? 'Not known' },
    { key: 'Integrated care board', value: organisation.icb ?? 'Unassigned' },
    {
      key: 'Electronic patient record',
      value:
        eprStatus === undefined
          ? 'No statement'
          : `${eprStatus.value.hasEpr ? (eprStatus.value.supplier ?? 'Has one') : 'None'}, as at ${dayInWords(eprStatus.effective.latest)}`,
    },
  ];
}
