/** How a draft is handed over so that it is done. */
import type { Field } from './request.ts';
import type { Scene } from './scene.ts';
import type { Recipe } from './valid.ts';
import { isRefuser, type KnownRecord } from './world.ts';

const mayGo = (record: KnownRecord): boolean => record.stage === 'draft' && !isRefuser(record);

function asking({ actors, actor, chance }: Scene): readonly Field[] {
  const teams = actors.flatMap(({ viewer }) =>
    viewer?.purpose === 'referral' && viewer.team.id !== actor.viewer?.team.id ? [viewer.team.id] : [],
  );
  const agreed = chance.happens(0.6);
  return [
    ['reason', chance.one(['no-capacity', 'conflict-of-interest', 'not-our-area'])],
    ['team', chance.one(teams)],
    ['consent', agreed ? 'given' : 'refused'],
    ...(agreed
      ? ([
          ['classes', 'identity'],
          ['classes', 'account'],
          ['way', 'spoken'],
        ] as const)
      : []),
  ];
}

export const recipesOfHandOvers: Readonly<Record<string, Recipe>> = {
  'GET /referrals/:reference/hand-over': { fits: mayGo },
  'POST /referrals/:reference/hand-over': {
    fits: record => mayGo(record) && record.files.length === 0,
    // Few of them: each takes a draft away that others work on.
    rank: ({ steps }) => -steps.length,
    fill: scene => ({ fields: asking(scene) }),
  },
  'GET /api/v1/referrals/:reference/hand-over': { fits: mayGo },
  'POST /api/v1/referrals/:reference/hand-over': {
    fits: record => mayGo(record) && record.files.length === 0,
    rank: ({ steps }) => -steps.length,
    fill: scene => {
      const given = asking(scene);
      const { classes: _, ...one } = Object.fromEntries(given);
      const classes = given.flatMap(([name, value]) => (name === 'classes' ? [value] : []));
      return { json: { ...one, classes } };
    },
  },
  'POST /api/v1/hand-overs/:reference/answer': {
    fill: ({ chance }, record) => ({
      json: chance.happens(0.5)
        ? { answer: 'accept', seen: record?.seen ?? '' }
        : { answer: 'decline', reason: 'no-capacity' },
    }),
  },
  'POST /hand-overs/:reference/accept': {
    fill: (_, record) => ({ fields: [['seen', record?.seen ?? '']] }),
  },
  'POST /hand-overs/:reference/decline': {
    fill: ({ chance }) => ({
      fields: [['reason', chance.one(['no-capacity', 'already-referred'])]],
    }),
  },
};
