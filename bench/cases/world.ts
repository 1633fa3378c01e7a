/** Two deployments that differ in one thing, the number of their cases. */
import type pg from 'pg';
import { showProgress } from '../../app/cli/progress.ts';
import { type Peopled, people, settle } from '../people.ts';
import { asSuperuser, makePlace, type Opened, type Place } from '../place.ts';
import { type Serving, serve } from '../serving.ts';
import { grow } from './grow.ts';
import { tellTemplates } from './templates.ts';

export interface World {
  readonly small: Deployment;
  readonly large: Deployment;
  /** A session of theirs is known to both. */
  readonly cookies: Readonly<Record<ViewerName, string>>;
  end(): Promise<void>;
}
export interface Deployment {
  readonly cases: number;
  readonly opened: Opened;
  readonly serving: Serving;
}
export type ViewerName = keyof typeof viewerNames;

/** By what share of all cases they are granted. */
const viewerNames = {
  all: people.deciders[0],
  hundredth: people.smallDeciders[0],
  referrer: people.responder,
  watcher: people.watcher,
} as const;

const templates = 40;
/** The clones need not survive a crash; what is measured writes as everybody does. */
const settings = { max_wal_size: '8GB', checkpoint_timeout: '30min' };

export async function makeWorld(cases: { readonly small: number; readonly large: number }): Promise<World> {
  const place = await makePlace(settings);
  const peopled = await settle(await place.open('small'));
  await tellTemplates(peopled, templates);
  const cookies = Object.fromEntries(
    await Promise.all(
      Object.entries(viewerNames).map(async ([name, email]) => [
        name,
        await peopled.cookie(peopled.viewer(email)),
      ]),
    ),
  ) as Record<ViewerName, string>;
  // Only what nobody is connected to can be copied.
  await peopled.connection.close();
  const opened = { large: await place.open('large', 'small'), small: await place.open('small') };
  const deploy = async (name: 'small' | 'large'): Promise<Deployment> => {
    await fill(opened[name], cases[name], peopled);
    return { cases: cases[name], opened: opened[name], serving: await serve(opened[name].app, place.folder) };
  };
  const [small, large] = [await deploy('small'), await deploy('large')];
  return { small, large, cookies, end: () => end(place, small, large) };
}

async function fill(opened: Opened, cases: number, peopled: Peopled): Promise<void> {
  const bar = showProgress('Cloning cases', cases);
  const { pack } = peopled.composed;
  await asSuperuser(opened.superuser, (client: pg.Client) =>
    grow(client, { cases, pack, inPlaceOf: inPlaceOf(peopled), onProgress: done => bar.advance(done) }),
  );
  bar.end();
}

/** Who acts in a case of the small team where somebody of the large one acted in its template. */
function inPlaceOf(peopled: Peopled): ReadonlyMap<string, string> {
  const [first, second, manager] = people.deciders.map(email => peopled.viewer(email));
  const [other, otherManager] = people.smallDeciders.map(email => peopled.viewer(email));
  if (!first || !second || !manager || !other || !otherManager) throw new Error('Somebody is missing');
  return new Map([
    [first.personId, other.personId],
    [second.personId, other.personId],
    [manager.personId, otherManager.personId],
    [first.team.id, other.team.id],
    [first.organisation.id, other.organisation.id],
  ]);
}

async function end(place: Place, ...deployments: readonly Deployment[]): Promise<void> {
  for (const { serving } of deployments) await serving.stop();
  await place.end();
}
