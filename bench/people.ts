import { join } from 'node:path';
import { type Composed, compose } from '../app/compose.ts';
import { keepGroundsAs } from '../app/database.ts';
import { type Demonstration, readDemonstration } from '../app/demonstration/definition.ts';
import { openOrganisations, saveOrganisations, viewersOf } from '../app/demonstration/organisations.ts';
import { root } from '../checks/test/child.ts';
import { connect, type Connection } from '../platform/db/connect.ts';
import { startSession } from '../platform/http/session.ts';
import { cookieName } from '../platform/http/visit.ts';
import type { Viewer } from '../platform/work.ts';
import type { Opened } from './place.ts';

/** A database with the demonstration's organisations and people, and no cases. */
export interface Peopled {
  readonly composed: Composed;
  readonly demonstration: Demonstration;
  readonly connection: Connection;
  viewer(email: string): Viewer;
  /** What a browser that is signed in sends. */
  cookie(as: Viewer): Promise<string>;
  token(as: Viewer): Promise<string>;
}

export const packFolder = join(root, 'packs/uk');

export async function settle(opened: Opened): Promise<Peopled> {
  const composed = await compose(packFolder);
  const demonstration = await readDemonstration(packFolder);
  if (!demonstration) throw new Error('The pack has no demonstration');
  await keepGroundsAs(opened.migrator, composed.pack);
  const organisations = openOrganisations(demonstration);
  const connection = connect({ ...opened.app, max: 4 });
  await saveOrganisations(connection.db, organisations);
  const viewers = viewersOf(organisations);
  const begin = (viewer: Viewer, kind: 'browser' | 'token') => startSession(connection.db, { viewer, kind });
  return {
    composed,
    demonstration,
    connection,
    viewer(email) {
      const found = viewers.find(each => each.email === email);
      if (!found) throw new Error(`The demonstration has no ${email}`);
      const { personId, name, role, organisation, team, purpose } = found;
      return { personId, name, role, organisation, team, purpose };
    },
    cookie: async as => `${cookieName(false)}=${(await begin(as, 'browser')).id}`,
    token: async as => (await begin(as, 'token')).id,
  };
}

/** Whose work is measured; all of them stand in the pack's demonstration. */
export const people = {
  responder: 'sam.okafor@northmoor-police.example',
  otherResponder: 'priya.raman@harbour-light.example',
  deciders: [
    'alex.morgan@authority.example',
    'chris.vale@authority.example',
    'robin.achebe@authority.example',
  ],
  watcher: 'jo.lindqvist@authority.example',
  /** Of a second authority, which is given one case in a hundred. */
  smallDeciders: ['lee.harker@second-authority.example', 'noor.siddiq@second-authority.example'],
} as const;
