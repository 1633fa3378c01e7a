/** How another system is let in, given a secret and ended, so that it is done. */
import type { Scene } from './scene.ts';
import type { Filling, Recipe } from './valid.ts';
import type { World } from './world.ts';

type Known = World['clients'][number];

const among =
  (fits: (client: Known, person: string) => boolean): ((scene: Scene) => Filling | undefined) =>
  scene => {
    const { viewer } = scene.actor;
    const open = scene.world.clients.filter(
      client => client.organisation === viewer?.organisation.id && fits(client, viewer.personId),
    );
    if (open.length === 0) return undefined;
    const { id, secrets } = scene.chance.one(open);
    return { params: { client: id, secret: secrets[0] ?? '' } };
  };

export const recipesOfClients: Readonly<Record<string, Recipe>> = {
  'POST /clients/add': {
    fill: ({ chance, world, actor }) => {
      const team = world.teams.find(
        ({ organisation, purpose }) =>
          organisation === actor.viewer?.organisation.id && purpose === 'referral',
      );
      return (
        team && {
          fields: [
            ['name', `Casebook ${chance.whole(1_000_000_000)}`],
            ['team', team.id],
            ['purpose', 'follow'],
            ['scopes', 'referral:list'],
            ['days', '90'],
          ],
        }
      );
    },
  },
  'POST /clients/:client/approve': {
    fill: among(({ isWaiting, saidYes }, person) => isWaiting && !saidYes.includes(person)),
  },
  'POST /clients/:client/secret': {
    fill: among(({ isWaiting, secrets }) => !isWaiting && secrets.length < 2),
  },
  'POST /clients/:client/secrets/:secret/end': { fill: among(({ secrets }) => secrets.length > 0) },
  'POST /clients/:client/end': { fill: among(() => true) },
};
