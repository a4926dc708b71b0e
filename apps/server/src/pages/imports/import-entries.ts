import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { importStream } from '#imports';
import { EntriesPage } from '#read-models';
import type { OdsCode } from '#vocabulary';
import { Entries } from '../../api/http/entries.js';
import type { ImportStanding } from '../../imports/import-desk.js';
import { eventHref } from '../audit/audit-links.js';
import { eventInWords } from '../events-in-words.js';
import { inThousands } from '../numbers-in-words.js';
import { uncapital } from '../stages-in-words.js';
import { rightIn } from './import-in-words.js';

/** The most entries that are listed as recorded; auditors see all of them in the log. */
const SHOWN = 20;

/** The entries of an import: those it recorded, and those that say what became of it. */
@Injectable()
export class ImportEntries {
  constructor(
    private readonly queries: QueryBus,
    private readonly entries: Entries,
  ) {}

  /** The newest entries that it recorded, by their pages; undefined where it did not, or they were withdrawn. */
  async recordedBy(organisation: OdsCode, { importId, report }: ImportStanding) {
    if (report?.stage !== 'completed') return undefined;
    const page = { limit: SHOWN + OWN };
    const answer = await this.queries.execute(new EntriesPage(page, { correlation: importId }));
    const rows = answer.entries
      .filter(({ stream }) => stream !== importStream(importId))
      .slice(0, SHOWN)
      .map(({ entry, type }) => ({
        href: pageOf(organisation, entry),
        text: `Entry ${inThousands(entry)}: ${uncapital(eventInWords(type))}`,
      }));
    const all = rightIn(report.totals);
    return { rows, all: inThousands(all), isCut: all > rows.length };
  }

  /** The entry by which it was completed or withdrawn. */
  inLog(position: string) {
    const entry = this.entries.at(BigInt(position));
    return entry === undefined
      ? undefined
      : { href: eventHref(entry), text: `entry ${inThousands(entry)}` };
  }

  /** Every entry that an import can record or correct has a page, by its number. */
  pageAt(organisation: OdsCode, position: string): string | undefined {
    const entry = this.entries.at(BigInt(position));
    return entry === undefined ? undefined : pageOf(organisation, entry);
  }
}

/** That it was started, and that it was completed. */
const OWN = 2;

const pageOf = (organisation: OdsCode, entry: number): string =>
  `/organisations/${organisation}/entries/${String(entry)}`;
