import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compose, type Composed } from '../../app/compose.ts';
import { plainRoutes } from '../../platform/http/plain.ts';
import { methodOf } from '../../platform/http/route.ts';
import { packFolder } from '../support/stage.ts';

export const routesFile = join(import.meta.dirname, '..', '..', 'routes.txt');

/** Every route on one line: how it is asked, where, the one action that it is, and what it may add to the ledger. */
export function listRoutes({ routes, publicRoutes }: Pick<Composed, 'routes' | 'publicRoutes'>): string {
  const own = routes.map(route => {
    const entry = 'entry' in route ? route.entry : undefined;
    return [methodOf(route), route.path, String(route.access), entry ? [entry].flat().join('+') : '-'];
  });
  const open = publicRoutes.map(route => [route.method, route.path, route.access, '-']);
  const plain = Object.entries(plainRoutes).map(([path, access]) => ['GET', path, access, '-']);
  const lines = [...own, ...open, ...plain].map(([method = '', path = '', access = '', entry = '']) =>
    `${method.padEnd(5)}${path.padEnd(52)}${access.padEnd(30)}${entry}`.trimEnd(),
  );
  return `${lines.toSorted().join('\n')}\n`;
}

if (import.meta.main) writeFileSync(routesFile, listRoutes(await compose(packFolder)));
