/** How somebody is let into an organisation, and seen out, so that it is done. */
import type { Scene } from './scene.ts';
import type { Recipe } from './valid.ts';

const ofOurs = ({ world, actor }: Scene) =>
  world.asked.filter(({ organisation }) => organisation === actor.viewer?.organisation.id);

export const recipesOfPeople: Readonly<Record<string, Recipe>> = {
  'POST /sessions/:session/end': { fill: ({ actor }) => ({ params: { session: actor.sessionId } }) },
  'POST /people/add': {
    fill: ({ chance, actor }) => {
      const [, domain] = (actor.viewer?.email ?? '').split('@');
      return {
        fields: [
          ['name', 'Newcomer Fictional'],
          ['email', `newcomer-${chance.whole(1_000_000)}@${domain ?? ''}`],
          ['team', actor.viewer?.team.id ?? ''],
          ['role', actor.viewer?.role ?? ''],
        ],
      };
    },
  },
  'POST /people/:position/approve': {
    fill: scene => {
      const open = ofOurs(scene).filter(
        ({ isWaiting, closedTo }) => isWaiting && !closedTo.includes(scene.actor.viewer?.personId ?? ''),
      );
      return open.length > 0 ? { params: { position: scene.chance.one(open).id } } : undefined;
    },
  },
  'POST /people/:position/end': {
    fill: scene => {
      const known = ofOurs(scene);
      return known.length > 0 ? { params: { position: scene.chance.one(known).id } } : undefined;
    },
  },
};
