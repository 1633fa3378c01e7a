/** How an organisation asks to take part, and others answer, so that it is done. */
import type { Scene } from './scene.ts';
import type { Recipe } from './valid.ts';

const openTo = ({ world, actor }: Scene) =>
  world.registrations.filter(({ voters }) => !voters.includes(actor.viewer?.personId ?? ''));

export const recipesOfRegistrations: Readonly<Record<string, Recipe>> = {
  'POST /register': {
    fill: ({ chance }) => ({
      fields: [
        ['name', `Refuge ${chance.whole(1_000_000_000)}`],
        ['kind', 'none'],
        ['domain', 'refuge.example'],
        ['about', 'A refuge.'],
        ['name1', 'Kim Fictional'],
        ['email1', 'kim@refuge.example'],
        ['name2', 'Ash Fictional'],
        ['email2', 'ash@refuge.example'],
      ],
    }),
  },
  'GET /registrations/:registration': {
    fill: scene => {
      const [any] = scene.world.registrations;
      return any && { params: { registration: any.id } };
    },
  },
  'POST /registrations/:registration': {
    fill: scene => {
      const open = openTo(scene);
      return open.length > 0
        ? {
            params: { registration: scene.chance.one(open).id },
            fields: [
              ['vote', scene.chance.one(['yes', 'no'])],
              ['reasons', 'Rang them.'],
            ],
          }
        : undefined;
    },
  },
};
