import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { EntriesSaid, type EntryListed, type FactSaid, type Moment } from '#read-models';
import { withDaysInWords } from '../dates-in-words.js';
import { uncapital } from '../stages-in-words.js';
import { factInWords } from '../trust/fact-in-words.js';
import { firstFew } from '../trust/first-few.js';
import { entryRow, streamsOf } from './audit-links.js';
import { AuditNames, type Told } from './audit-names.js';

/** Entries as rows of a table, with what each of them says. */
@Injectable()
export class EntryRows {
  constructor(
    private readonly queries: QueryBus,
    private readonly names: AuditNames,
  ) {}

  /** Named as known at a moment. */
  async of(entries: readonly EntryListed[], knownAt: Moment['knownAt']) {
    const said = await this.queries.execute(new EntriesSaid(entries.map(({ entry }) => entry)));
    const owners = [...said.values()].flat().map(({ owner }) => owner);
    const told = await this.names.told(knownAt, { streams: streamsOf(entries), owners });
    return entries.map((listed) => ({
      ...entryRow(listed, told),
      says: saysInWords(listed, said.get(listed.entry) ?? [], told),
      reason: listed.reason === null ? undefined : withDaysInWords(listed.reason),
    }));
  }
}

/** What it states with its day; of a withdrawal, what it took back. */
function saysInWords(
  { type }: EntryListed,
  facts: readonly FactSaid[],
  { owners }: Told,
): string | undefined {
  if (facts.length === 0) return undefined;
  const words = firstFew(facts.map((fact) => factInWords(fact, owners.namesFor(fact.owner))));
  return type === 'FactRetracted' ? `Took back: ${uncapital(words)}` : words;
}
