import { Controller, Get, HttpStatus, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Segregation, type Duties, type DutiesCounted } from '#read-models';
import { Requires } from '../../api/who/requires.decorator.js';
import { freshnessOf } from '../freshness.js';
import { partAsked, partsAround, ROWS_SHOWN } from '../layout/parts-shown.js';
import { Moments } from '../moments.js';
import { inThousands } from '../numbers-in-words.js';
import { Views } from '../views.js';
import { eventHref } from './audit-links.js';
import { AuditNames, ownerInWords, personBeside, type Told } from './audit-names.js';

/** Whether somebody decided on what they had recorded themselves. */
@ApiExcludeController()
@Controller('audit/segregation')
export class SegregationPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
    private readonly moments: Moments,
    private readonly names: AuditNames,
  ) {}

  @Get()
  @Requires('read-the-log')
  async show(
    @Res() response: Response,
    @Query() { knownAt, page }: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const asked = await this.moments.asked(undefined, knownAt);
    if (asked.errors.length > 0) response.status(HttpStatus.BAD_REQUEST);
    this.views.send(response, 'audit/segregation.njk', {
      title: 'Who recorded and who decided',
      errors: asked.errors,
      query: asked.query,
      fields: asked.fields.filter(({ name }) => name === 'knownAt'),
      ...(asked.errors.length > 0 ? {} : await this.list(asked.moment.knownAt, page)),
    });
  }

  private async list(knownAt: Segregation['knownAt'], number: unknown) {
    const { entry, counts } = await this.queries.execute(
      new Segregation({ offset: 0, limit: 1 }, knownAt),
    );
    const part = partAsked(number, sumOf(counts, 'denominator'));
    const answer = await this.queries.execute(
      new Segregation({ offset: part.offset, limit: ROWS_SHOWN }, { entry }),
    );
    const owners = answer.duties.map(({ owner }) => owner);
    const told = await this.names.told({ entry: answer.entry }, { owners });
    const knownThen = String(answer.entry);
    return {
      freshness: freshnessOf(answer),
      result: resultInWords(answer.counts),
      counts: answer.counts.map(countRow),
      duties: answer.duties.map((each) => dutyRow(each, told)),
      pages: partsAround(part, { knownAt: knownThen }),
      data: `/api/v1/segregation?knownAt=${knownThen}`,
    };
  }
}

const inWords: Readonly<Record<Duties['decided'], string>> = {
  'benefit-actual': 'Values of benefits, validated or rejected',
  'benefit-approval': 'Benefits approved (the profile and the baseline are counted separately)',
  'evidence-grade': 'Evidence graded',
  'stage-validation': 'Stages validated (compared by organisation)',
};

const countRow = ({ decided, numerator, denominator }: DutiesCounted) => ({
  what: inWords[decided],
  together: inThousands(numerator),
  of: inThousands(denominator),
});

/** One of them. */
const one: Readonly<Record<Duties['decided'], string>> = {
  'benefit-actual': 'Value decided on',
  'benefit-approval': 'Benefit approved',
  'evidence-grade': 'Evidence graded',
  'stage-validation': 'Stage validated',
};

/** The answer to the question of the page, over all kinds of decisions. */
function resultInWords(counts: readonly DutiesCounted[]): string {
  const [together, all] = [sumOf(counts, 'numerator'), sumOf(counts, 'denominator')];
  const decisions = `${inThousands(all)} ${all === 1 ? 'decision' : 'decisions'}`;
  if (together === 0) {
    return `None of the ${decisions} was made by the person who recorded the entry.`;
  }
  return `${inThousands(together)} of the ${decisions} ${together === 1 ? 'was' : 'were'} made by the person who recorded the entry.`;
}

const sumOf = (counts: readonly DutiesCounted[], of: 'numerator' | 'denominator'): number =>
  counts.reduce((total, each) => total + each[of], 0);

const dutyRow = (duties: Duties, { names, owners }: Told) => ({
  what: duties.outcome === null ? one[duties.decided] : `Value ${duties.outcome}`,
  about: ownerInWords(duties.owner, owners),
  together: duties.together,
  recorded: {
    href: eventHref(duties.recordedEntry),
    entry: inThousands(duties.recordedEntry),
    by: personBeside(
      owners.trust(duties.owner),
      { id: duties.recordedBy, role: duties.recordedRole, organisation: duties.recordedFor },
      names,
    ),
  },
  decided: {
    href: eventHref(duties.decidedEntry),
    entry: inThousands(duties.decidedEntry),
    by: personBeside(
      owners.trust(duties.owner),
      { id: duties.decidedBy, role: duties.decidedRole, organisation: duties.decidedFor },
      names,
    ),
  },
});
