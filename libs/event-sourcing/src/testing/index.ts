import { ask, replay, type Decider, type RefusalDetails } from '../decider.js';
import type { AnyMessage } from '../message.js';

/** Id of the n-th given event (from 1), for specs that point back at one. */
export const givenId = (n: number): string =>
  `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Reads a decider aloud: given these facts, when this is asked, then that follows. */
export const specify = <
  C extends AnyMessage,
  State,
  E extends AnyMessage,
  R extends string,
  Circumstances,
>(
  decider: Decider<C, State, E, R, Circumstances>,
  circumstances: Circumstances,
) => {
  const given = (...history: E[]) => ({
    when: (command: C, changed: Partial<Circumstances> = {}) => {
      const state = replay(
        decider,
        history.map((event, index) => ({ ...event, id: givenId(index + 1), revision: index })),
      );
      const decision = ask(decider, state, command, { ...circumstances, ...changed });
      return {
        then: (...events: E[]) => {
          expect(decision).toEqual({ outcome: 'accepted', events });
        },
        /** Like `then`, but only the fields named here count. */
        thenLike: (...events: { type: E['type']; data: object }[]) => {
          expect(decision).toMatchObject({ outcome: 'accepted', events });
        },
        thenNothing: () => {
          expect(decision).toEqual({ outcome: 'accepted', events: [] });
        },
        thenRefused: (because: R, details?: RefusalDetails) => {
          expect(decision).toMatchObject({
            outcome: 'refused',
            because,
            ...(details === undefined ? {} : { details }),
          });
        },
        /** Refused because of this field of the order. */
        thenRefusedAt: (field: string, because: R) => {
          expect(decision).toMatchObject({ outcome: 'refused', because, field });
        },
      };
    },
  });
  return { given, when: given().when };
};
