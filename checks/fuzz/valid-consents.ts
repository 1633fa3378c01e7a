/** How to ask for what is done with consents and safe contact so that it is done. */
import { waitingKinds } from '../../contexts/consent/public.ts';
import type { Person } from '../support/stage.ts';
import type { Field } from './request.ts';
import type { Scene } from './scene.ts';
import type { Filling, Recipe } from './valid.ts';
import type { KnownPermission, KnownRecord } from './world.ts';

type Is = (permission: KnownPermission, viewer: Pick<Person, 'personId'>) => boolean;

/** With somebody who has no team here. */
const isOutside: Is = ({ kind, isLive, seesNothing }) => kind === 'consent' && isLive && seesNothing;
const isLiveConsent: Is = ({ kind, isLive }) => kind === 'consent' && isLive;
/** Asked by somebody else, and nobody decided yet. */
const awaitsMe: Is = ({ kind, askedBy, decidedBy }, { personId }) =>
  kind === 'override' && decidedBy === null && askedBy !== personId;
const mayReview: Is = ({ kind, askedBy, decidedBy, isLive }, { personId }) =>
  kind === 'override' && isLive && askedBy !== personId && decidedBy !== personId;

const about = (is: Is, fields: (scene: Scene) => readonly Field[] = () => []): Recipe => ({
  fits: ({ permissions }, viewer) => permissions.some(each => is(each, viewer)),
  fill: (scene, record) => {
    const { viewer } = scene.actor;
    const found = viewer && record?.permissions.find(each => is(each, viewer));
    return found ? { params: { permission: found.id }, fields: fields(scene) } : undefined;
  },
});

const afterSending = (recipe: Recipe): Recipe => ({
  ...recipe,
  fits: (record, viewer, scene) => record.stage !== 'draft' && (recipe.fits?.(record, viewer, scene) ?? true),
});

const words = ({ chance }: Scene): string =>
  chance.one(['Seen', 'Said', 'Written']) + ' by somebody fictional.';

/** A team that acts for those who refer, and not the asker's own. */
function sharing({ actors, actor, chance }: Scene): readonly Field[] {
  const teams = actors.flatMap(({ viewer }) =>
    viewer?.purpose === 'referral' && viewer.team.id !== actor.viewer?.team.id ? [viewer.team.id] : [],
  );
  return [
    ['purpose', 'support'],
    ['recipient', 'first-responder'],
    ['party', chance.one(teams)],
    ['classes', 'identity'],
  ];
}

/** Of a record of which nobody knows the age, an adult answers: drafts, and those that count as adults. */
function answer(scene: Scene, record: KnownRecord | undefined): Filling {
  const isChild = record?.treatedAs === 'child';
  const isForOutside = scene.chance.happens(0.4);
  return {
    fields: [
      ...sharing(scene).filter(([name]) => name !== 'party' || !isForOutside),
      ['answer', scene.chance.one(['given', 'given', 'refused'])],
      ['decider', isChild ? 'child-themselves' : 'adult-themselves'],
      ...(isChild
        ? ([
            ['competence', words(scene)],
            ['guardian', words(scene)],
          ] as const)
        : []),
      ['way', 'spoken'],
    ],
  };
}

const verdict = (scene: Scene): readonly Field[] => [
  ['agrees', scene.chance.one(['agree', 'refuse'])],
  ['reasons', words(scene)],
];

/** The same as a program sends it: of several answers a list. */
const asJson = (fields: readonly Field[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(fields.map(([name, value]) => [name, name === 'classes' ? [value] : value]));

const byApi = (recipe: Recipe, json: (scene: Scene) => unknown): Recipe => ({
  ...recipe,
  fill: (scene, record) => {
    const filled = recipe.fill?.(scene, record);
    return filled && { params: filled.params ?? {}, json: json(scene) };
  },
});

/** Of a task of one's own team: whether by page or by program. */
const answering = (asks: 'nothing' | 'fields' | 'json'): Recipe => ({
  fill: ({ world, actor, chance }) => {
    const own = world.tasks.filter(({ team }) => team === actor.viewer?.team.id);
    if (own.length === 0) return undefined;
    const { id, dataClass } = chance.one(own);
    const params = { task: id };
    if (asks === 'nothing') return { params };
    const isKept = chance.happens(0.3);
    const fields: readonly Field[] = [
      ['done', isKept ? 'kept' : chance.one(['returned', 'destroyed'])],
      ['classes', dataClass],
      ...(isKept ? ([['ground', 'legal-claim']] as const) : []),
    ];
    return asks === 'fields' ? { params, fields } : { params, json: asJson(fields) };
  },
});

export const recipesOfConsent: Readonly<Record<string, Recipe>> = {
  'GET /consents/tasks/:task': answering('nothing'),
  'POST /consents/tasks/:task': answering('fields'),
  'POST /api/v1/consents/tasks/:task': answering('json'),
  'GET /consents/waiting/:kind': {
    fill: ({ chance }) => ({ params: { kind: chance.one([...waitingKinds]) } }),
  },
  'POST /consents/:reference/record': { fill: answer },
  'GET /consents/:reference/withdraw/:permission': about(isLiveConsent),
  'POST /consents/:reference/withdraw/:permission': about(isLiveConsent),
  'GET /consents/:reference/hand-over/:permission': about(isOutside),
  'POST /consents/:reference/hand-over/:permission': afterSending(
    about(isOutside, scene => [
      ['name', words(scene)],
      ['classes', 'identity'],
    ]),
  ),
  'POST /api/v1/referrals/:reference/consents/:permission/copies': {
    fits: (record, viewer, scene) =>
      record.stage !== 'draft' && (about(isOutside).fits?.(record, viewer, scene) ?? false),
    fill: (scene, record) => {
      const filled = about(isOutside).fill?.(scene, record);
      return filled && { params: filled.params ?? {}, json: { name: words(scene), classes: ['identity'] } };
    },
  },
  'POST /api/v1/referrals/:reference/contact': {
    fits: ({ stage }) => stage !== 'draft',
    fill: () => ({ json: { channel: 'none', letters: 'no', fallback: 'none-safe' } }),
  },
  'POST /api/v1/referrals/:reference/consents': {
    fill: (scene, record) => ({ json: asJson(answer(scene, record).fields ?? []) }),
  },
  'POST /api/v1/referrals/:reference/consents/:permission/withdrawal': byApi(
    about(isLiveConsent),
    () => ({}),
  ),
  'POST /api/v1/referrals/:reference/overrides': {
    fits: ({ stage }) => stage !== 'draft',
    fill: scene => ({
      json: asJson([...sharing(scene), ['ground', 'crime'], ['reasons', words(scene)]]),
    }),
  },
  'POST /api/v1/referrals/:reference/overrides/:permission/decision': byApi(about(awaitsMe), scene =>
    asJson(verdict(scene)),
  ),
  'POST /api/v1/referrals/:reference/overrides/:permission/review': byApi(about(mayReview), scene =>
    asJson(verdict(scene)),
  ),
  'POST /consents/:reference/override': {
    fill: scene => {
      const isUrgent = scene.chance.happens(0.3);
      return {
        fields: [
          ...sharing(scene),
          ['ground', isUrgent ? 'danger-to-life' : 'crime'],
          ['reasons', words(scene)],
          ...(isUrgent ? ([['atOnce', 'true']] as const) : []),
        ],
      };
    },
  },
  'GET /consents/:reference/decide/:permission': about(awaitsMe),
  'POST /consents/:reference/decide/:permission': about(awaitsMe, verdict),
  'GET /consents/:reference/review/:permission': about(mayReview),
  'POST /consents/:reference/review/:permission': about(mayReview, verdict),
  'POST /api/v1/referrals/:reference/holds': {
    fits: ({ stage, permissions }) => stage !== 'draft' && permissions.some(({ party }) => party !== null),
    fill: (scene, record) => {
      const party = record?.permissions.find(each => each.party !== null)?.party;
      return party ? { json: { party, ground: 'legal-claim', reasons: words(scene) } } : undefined;
    },
  },
  'POST /consents/:reference/hold': {
    fits: ({ permissions }) => permissions.some(({ party }) => party !== null),
    fill: (scene, record) => {
      const party = record?.permissions.find(each => each.party !== null)?.party;
      return party
        ? {
            fields: [
              ['party', party],
              ['ground', 'legal-claim'],
              ['reasons', words(scene)],
            ],
          }
        : undefined;
    },
  },
  'POST /consents/:reference/contact': {
    fits: ({ stage }) => stage !== 'draft',
    fill: ({ chance }) => ({
      fields: chance.one<readonly Field[]>([
        [
          ['channel', 'none'],
          ['letters', 'no'],
          ['fallback', 'none-safe'],
        ],
        [
          ['channel', 'letter'],
          ['address', '1 Example Street'],
          ['letters', 'yes'],
          ['fallback', 'somebody'],
          ['fallbackName', 'Ada of the harbour house'],
          ['fallbackHow', 'Ring the house'],
        ],
      ]),
    }),
  },
};
