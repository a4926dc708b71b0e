import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { LoggedEvent } from '../log.js';

export type Wanted = (event: LoggedEvent) => boolean;

export const everything: Wanted = () => true;

export function filterOf(filter: ReadReq.Options.FilterOptions): Wanted {
  const byStream = filter.getStreamIdentifier();
  const expression = byStream ?? filter.getEventType();
  if (expression === undefined) return everything;
  const subject = ({ stream, type }: LoggedEvent): string => (byStream ? stream : type);
  const regex = expression.getRegex();
  if (regex !== '') {
    const pattern = new RegExp(regex, 'u');
    return (event) => pattern.test(subject(event));
  }
  const prefixes = expression.getPrefixList();
  return (event) => prefixes.some((prefix) => subject(event).startsWith(prefix));
}
