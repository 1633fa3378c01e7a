/** Which rows of files a team imported: told to that team, and written by whoever holds what came of them. */
import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { probesOf } from './by-grant.ts';
import type { Fixture, Party } from './fixture.ts';
import { ask, type Probe } from './probe.ts';

const table = 'referrals.imported';
const imports = (recordId: string, team: string) =>
  sql`INSERT INTO referrals.imported (team_id, key, record_id, file, row)
    VALUES (${team}, ${randomBytes(32)}, ${recordId}, ${randomBytes(32)}, 1)`;
const holder = (f: Fixture): Party => f.refer.holder;
const sees = (name: string, expect: 'rows' | 'none', as: (f: Fixture) => Party): Probe => ({
  policy: `${table} select`,
  name,
  expect,
  steps: f => [
    { as: holder(f), does: imports(f.empty, holder(f).team) },
    { as: as(f), does: sql`SELECT 1 FROM referrals.imported WHERE record_id = ${f.empty}` },
  ],
});

export const probesOfImports: readonly Probe[] = [
  ...probesOf({
    table,
    of: 'process',
    parties: ({ refer }) => refer,
    select: false,
    insert: (f, as) => imports(f.empty, as.team || randomUUID()),
  }),
  ask(`${table} insert`, 'nothing is written down as another team’s', 'refused', holder, f =>
    imports(f.empty, f.opener.team),
  ),
  sees('the team that imported sees it', 'rows', holder),
  sees('another team does not, whatever it holds', 'none', f => f.refer.untilTomorrow),
];
