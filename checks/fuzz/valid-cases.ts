/** How to ask for what is done with cases so that it is done. */
import { todayOf } from '../../platform/forms/fields/kind.ts';
import { definitionOn } from '../../platform/pack/definition.ts';
import { awkwardStatements } from '../../platform/testing/answers.ts';
import type { Person } from '../support/stage.ts';
import type { Field } from './request.ts';
import type { Scene } from './scene.ts';
import type { Filling, Recipe } from './valid.ts';
import type { KnownRecord } from './world.ts';

const isMine = ({ state, allocatedTo }: KnownRecord, { personId }: Person): boolean =>
  state === 'allocated' && allocatedTo === personId;
const awaitsMe = ({ state, allocatedTo, related }: KnownRecord, { personId }: Person): boolean =>
  state === 'second-reading' &&
  allocatedTo !== personId &&
  !related.some(
    ({ party, relation }) => party === personId && !['second-reader', 'on-duty'].includes(relation),
  );

export const words = ({ chance }: Scene): string =>
  `${chance.one(awkwardStatements)} ${chance.one(['Seen', 'Said', 'Written'])} by somebody fictional.`;

/** Every head worked through, in agreement with the outcome. */
function decision(scene: Scene, record: KnownRecord | undefined): Filling {
  const { chance, composed, pools } = scene;
  const found = definitionOn(
    composed.pack,
    todayOf(pools.given),
    record?.treatedAs === 'child' ? 'child' : 'adult',
  );
  const heads = found.ok ? found.value.heads : [];
  const isPositive = chance.happens(0.5);
  const findings = heads.flatMap(({ code, elements }) =>
    elements.map(
      (element, place): Field => [
        `${code}.${element}`,
        isPositive ? 'met' : place === 0 ? 'not-shown' : chance.one(['met', 'not-met']),
      ],
    ),
  );
  const reasons = heads.map(({ code }): Field => [`${code}.reasons`, words(scene)]);
  return {
    fields: [
      ...findings,
      ...reasons,
      ['outcome', isPositive ? 'positive' : 'negative'],
      ['reasons', words(scene)],
    ],
  };
}

export const recipesOfCases: Readonly<Record<string, Recipe>> = {
  'POST /cases/:reference/take': { fits: ({ state }) => state === 'unallocated' },
  'POST /cases/:reference/allocate': {
    fits: ({ state }) => state === 'unallocated' || state === 'allocated',
    fill: ({ chance, actors, actor }) => {
      const colleagues = actors.filter(each => each.viewer?.team.id === actor.viewer?.team.id);
      return { fields: [['to', chance.one(colleagues).viewer?.personId ?? '']] };
    },
  },
  'GET /cases/:reference/decide': { fits: isMine },
  'POST /cases/:reference/decide': { fits: isMine, fill: decision },
  'POST /cases/:reference/decide/draft': { fits: isMine, fill: decision },
  'GET /cases/:reference/second-reading': { fits: awaitsMe },
  'POST /cases/:reference/second-reading': {
    fits: awaitsMe,
    fill: scene => ({
      fields: [
        ['reading', scene.chance.one(['agree', 'return'])],
        ['reasons', words(scene)],
      ],
    }),
  },
};
