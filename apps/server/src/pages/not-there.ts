import { notFound, type Problem, type WayOut } from '../api/http/problem.js';

/** No programme is called so; it leads to those that there are. */
export const noSuchProgramme = (): Problem =>
  notFound('No programme has this name.', undefined, {
    href: '/programmes',
    text: 'See all programmes',
  });

/** No target of a programme is called so, or was on that day; it leads to those that there are. */
export const noSuchTarget = (href: string): Problem =>
  notFound('This programme has no target of this name, or had none on that day.', undefined, {
    href,
    text: 'See the targets of this programme',
  });

/** What would be changed is there, and leaves nothing to be changed in this way; it leads back to it. */
export const nothingToChange = (sentence: string, wayOut: WayOut): Problem =>
  notFound(sentence, 'nothing-to-change', wayOut);

/** Of a trust, which has a page of its own. */
export const trustOf = (code: string): WayOut => ({
  href: `/organisations/${code}`,
  text: 'Go to the page of this trust',
});

/** Of what a trust has on the way to its EPRs. */
export const milestonesOf = (code: string): WayOut => ({
  href: `/organisations/${code}/milestones`,
  text: 'Go to the milestones of this trust',
});
