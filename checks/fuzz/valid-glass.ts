/** How a record is opened in an emergency, ended and looked at again, so that it is done. */
import type { Person } from '../support/stage.ts';
import type { Scene } from './scene.ts';
import type { Recipe } from './valid.ts';
import type { KnownRecord } from './world.ts';

const why = 'She rang from the ferry, and the line went dead.';

/** Sent, and nothing of it is held by this person: what there is to open in an emergency. */
export const closedTo = (record: KnownRecord, { personId, team, purpose }: Person): boolean =>
  ['submitted', 'decided', 'withdrawn'].includes(record.stage) &&
  ![`${team.id} ${purpose}`, `${personId} ${purpose}`].some(party => record.holders.includes(party)) &&
  !record.related.some(({ party, relation }) => party === personId && relation === 'conflicted');

const unreviewed = ({ world }: Scene, record: KnownRecord | undefined) =>
  world.openings.filter(each => each.recordId === record?.recordId && !each.isReviewed);

const ofOpening = (fields: boolean): Recipe => ({
  fits: (record, _viewer, scene) => unreviewed(scene, record).length > 0,
  fill: (scene, record) => {
    const open = unreviewed(scene, record);
    if (open.length === 0) return undefined;
    const params = { opening: scene.chance.one(open).id };
    return fields
      ? {
          params,
          fields: [
            ['outcome', scene.chance.one(['justified', 'not-justified', 'referred-on'])],
            ['words', why],
          ],
        }
      : { params };
  },
});

export const recipesOfGlass: Readonly<Record<string, Recipe>> = {
  'POST /glass': {
    fill: ({ world, actor, chance }) => {
      const { viewer } = actor;
      const closed = viewer ? world.records.filter(record => closedTo(record, viewer)) : [];
      if (closed.length === 0) return undefined;
      const reason = chance.one(['danger-to-life', 'child-protection', 'missing-person']);
      return {
        fields: [
          ['reference', chance.one(closed).reference],
          ['reason', reason],
          ['words', why],
        ],
      };
    },
  },
  'GET /openings/:reference/:opening': ofOpening(false),
  'POST /openings/:reference/:opening': ofOpening(true),
};
