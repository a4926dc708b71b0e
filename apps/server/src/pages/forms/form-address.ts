import { HttpStatus } from '@nestjs/common';
import type { Opened } from './form-views.js';

/** Sends somebody to another page of a form, with the draft that they fill in. */
export const toPage = <Known>(
  { address, draft, response }: Opened<Known> & Readonly<{ draft: string }>,
  page: string,
  more = '',
): void => response.redirect(HttpStatus.SEE_OTHER, `${address}/${page}?draft=${draft}${more}`);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The draft that an address names. */
export const draftIn = ({ draft }: Readonly<Record<string, unknown>>): string | undefined =>
  typeof draft === 'string' && UUID.test(draft) ? draft : undefined;
