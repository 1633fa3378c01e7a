/** How a team is added and named anew, so that it is done. */
import type { Recipe } from './valid.ts';

export const recipesOfTeams: Readonly<Record<string, Recipe>> = {
  'POST /teams/add': {
    fill: ({ chance }) => ({
      fields: [
        ['name', `Team ${chance.whole(1_000_000_000)}`],
        ['purpose', 'accountability'],
      ],
    }),
  },
  'GET /teams/:team': {
    fill: ({ actor }) => ({ params: { team: actor.viewer?.team.id ?? '' } }),
  },
  'POST /teams/:team': {
    fill: ({ actor, chance }) => ({
      params: { team: actor.viewer?.team.id ?? '' },
      fields: [['name', `Team ${chance.whole(1_000_000_000)}`]],
    }),
  },
};
