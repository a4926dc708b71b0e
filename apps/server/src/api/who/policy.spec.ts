import { roles, type Role } from '#vocabulary';
import { NATION, PUBLIC, type Actor } from './actor.js';
import { actions, can, type Action, type Resource, type Verdict } from './policy.js';

/** a allowed, r not this role, o not this organisation, h hidden, s sign in first. */
const verdicts: Readonly<Record<string, Verdict>> = {
  a: 'allowed',
  r: 'role',
  o: 'organisation',
  h: 'hidden',
  s: 'sign-in',
};

const about: Readonly<Record<string, Resource>> = {
  own: { organisation: { code: 'RAA', icb: 'QAA', region: 'Y60' } },
  other: { organisation: { code: 'RBB', icb: 'QBB', region: 'Y61' } },
  ownClosed: { organisation: { code: 'RAA', successors: ['RCC'] } },
  predecessor: { organisation: { code: 'RDD', successors: ['RAA'] } },
  otherClosed: { organisation: { code: 'REE', successors: ['RBB'] } },
  everybody: {},
};

const everyone = [...roles, 'public'] as const;

/** One letter for each of: own, other, own closed, predecessor, another's closed, everybody. */
const matrix: Readonly<Record<Action, Readonly<Record<Role | 'public', string>>>> = {
  'use-the-front-door': row('aaaaaa'),
  'open-a-form': row('aaaaaa'),
  'read-public-facts': row('aaaaaa', { operator: 'rrrrrr' }),
  'read-stages-and-gaps': row('aaaaaa', {
    'board-reader': 'ahaaha',
    'reference-loader': 'rrrrrr',
    operator: 'rrrrrr',
    public: 'ssssss',
  }),
  'read-entries': row('rrrrrr', {
    'trust-recorder': 'ahaahh',
    'trust-approver': 'ahaahh',
    'board-reader': 'ahaahh',
    validator: 'oaooaa',
    'programme-office': 'aaaaaa',
    auditor: 'aaaaaa',
    public: 'ssssss',
  }),
  'read-evidence-files': row('rrrrrr', {
    'trust-recorder': 'ahaahh',
    'trust-approver': 'ahaahh',
    'board-reader': 'ahaahh',
    validator: 'oaooaa',
    'programme-office': 'ahaahh',
    auditor: 'aaaaaa',
    public: 'ssssss',
  }),
  'read-the-log': row('rrrrrr', { auditor: 'aaaaaa', public: 'ssssss' }),
  'read-imports': row('rrrrrr', {
    'programme-office': 'aaaaaa',
    'reference-loader': 'aaaaaa',
    auditor: 'aaaaaa',
    public: 'ssssss',
  }),
  'record-organisation': row('rrrrrr', { 'reference-loader': 'aaaaaa', public: 'ssssss' }),
  'record-public-statement': row('rrrrrr', {
    'trust-recorder': 'aoaaoo',
    'reference-loader': 'aaaaaa',
    public: 'ssssss',
  }),
  'record-own-facts': row('rrrrrr', { 'trust-recorder': 'aoaaoo', public: 'ssssss' }),
  'approve-own-facts': row('rrrrrr', { 'trust-approver': 'aoaaoo', public: 'ssssss' }),
  'forecast-own-benefits': row('rrrrrr', {
    'trust-recorder': 'aoaaoo',
    'trust-approver': 'aoaaoo',
    public: 'ssssss',
  }),
  'validate-stage': row('rrrrrr', { validator: 'oaooaa', public: 'ssssss' }),
  'grade-evidence': row('rrrrrr', {
    'trust-recorder': 'aoaaoo',
    'trust-approver': 'aoaaoo',
    validator: 'oaooaa',
    public: 'ssssss',
  }),
  'publish-model': row('rrrrrr', { 'model-steward': 'aaaaaa', public: 'ssssss' }),
  'record-programme': row('rrrrrr', { 'programme-office': 'aaaaaa', public: 'ssssss' }),
  'record-programme-statement': row('rrrrrr', {
    'programme-office': 'aaaaaa',
    'reference-loader': 'aaaaaa',
    public: 'ssssss',
  }),
};

const cases = actions.flatMap((action) =>
  everyone.flatMap((role) =>
    Object.keys(about).map(
      (resource, index) => [role, action, resource, matrix[action][role][index] ?? ''] as const,
    ),
  ),
);

describe('The policy', () => {
  it.each(cases)('says to %s about %s (%s): %s', (role, action, resource, letter) => {
    expect(can(as(role), action, about[resource])).toBe(verdicts[letter]);
  });

  it.each(['QAA', 'Y60', NATION])('shows a board reader of %s what is in its remit', (remit) => {
    const reader: Actor = {
      kind: 'known',
      id: 'reader',
      role: 'board-reader',
      organisation: remit,
    };
    expect(can(reader, 'read-entries', about['own'])).toBe('allowed');
    expect(can(reader, 'read-entries', about['other'])).toBe(
      remit === NATION ? 'allowed' : 'hidden',
    );
  });

  it('shows everybody the demonstration where it is open, and nothing else', () => {
    const demonstration = { organisation: { code: 'DEMO01' }, demonstration: true };
    const open = { ...demonstration, demonstrationOpen: true };
    expect(can(PUBLIC, 'read-stages-and-gaps', open)).toBe('allowed');
    expect(can(PUBLIC, 'read-entries', open)).toBe('allowed');
    expect(can(PUBLIC, 'record-own-facts', open)).toBe('sign-in');
    expect(can(PUBLIC, 'read-the-log', open)).toBe('sign-in');
    expect(can(PUBLIC, 'read-entries', demonstration)).toBe('sign-in');
    expect(can(PUBLIC, 'read-entries', { ...about['own'], demonstrationOpen: true })).toBe(
      'sign-in',
    );
  });

  it('takes nothing of that away from whoever signs in for another trust', () => {
    const recorder: Actor = {
      ...{ kind: 'known', id: 'recorder', role: 'trust-recorder', organisation: 'DEMO03' },
    };
    const other = { organisation: { code: 'DEMO01' }, demonstration: true };
    expect(can(recorder, 'read-entries', { ...other, demonstrationOpen: true })).toBe('allowed');
    expect(can(recorder, 'read-entries', other)).toBe('hidden');
    expect(can(recorder, 'record-own-facts', { ...other, demonstrationOpen: true })).toBe(
      'organisation',
    );
  });

  it('lets an auditor write nothing, ever', () => {
    const writes = actions.filter((action) =>
      /^(record|approve|forecast|validate|grade|publish)/.test(action),
    );
    expect(writes).toHaveLength(10);
    for (const action of writes) {
      for (const resource of Object.values(about)) {
        expect(can(as('auditor'), action, resource)).toBe('role');
      }
    }
  });
});

function row(most: string, except: Partial<Record<Role | 'public', string>> = {}) {
  return { ...Object.fromEntries(everyone.map((role) => [role, most])), ...except } as Readonly<
    Record<Role | 'public', string>
  >;
}

function as(role: Role | 'public'): Actor {
  return role === 'public' ? PUBLIC : { kind: 'known', id: 'somebody', role, organisation: 'RAA' };
}
