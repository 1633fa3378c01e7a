import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { csrfToken } from '../../platform/http/csrf.ts';
import { digestOf } from '../../platform/http/session.ts';
import { type Request, toBytes } from './request.ts';
import { sendBytes } from './send.ts';
import type { Theatre } from './theatre.ts';

/** The requests that only whoever read a mail can make valid: opening a link once, and what it leads to. */
export async function foundingRequests(theatre: Theatre): Promise<ReadonlyMap<string, Request>> {
  const { stage, port } = theatre;
  const [mine, another] = [await invite(theatre), await invite(theatre)];
  const opened = await sendBytes(port, toBytes(open(stage, mine.secret)));
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  const _csrf = csrfToken(stage.settings.secret, cookie.slice(cookie.indexOf('=') + 1));
  const common = { path: '/founding', query: [], headers: [['cookie', cookie]] } as const;
  const body = { kind: 'form', fields: Object.entries({ _csrf, position: another.position }) } as const;
  return new Map<string, Request>([
    ['POST /open/:link', open(stage, another.secret)],
    ['GET /founding', { ...common, method: 'GET', body: undefined }],
    ['POST /founding', { ...common, method: 'POST', body }],
  ]);
}

const open = ({ settings }: Theatre['stage'], secret: string): Request => ({
  method: 'POST',
  path: `/open/${secret}`,
  query: [],
  headers: [],
  body: { kind: 'form', fields: [['_csrf', csrfToken(settings.secret, '')]] },
});

/** Somebody who is to be let in, with a link that works. People are here already, so that nobody could begin this otherwise. */
async function invite({ stage }: Theatre): Promise<{ readonly secret: string; readonly position: string }> {
  const secret = randomBytes(32).toString('base64url');
  const [position, person] = [crypto.randomUUID(), crypto.randomUUID()];
  const by = stage.peopleFor('administration')[0];
  if (!by) throw new Error('Nobody looks after accounts');
  await stage.database.superuser.transaction().execute(async db => {
    await sql`ALTER TABLE organisations.founding DISABLE TRIGGER only_while_nobody_counts`.execute(db);
    await sql`INSERT INTO organisations.founding (founding_id, begun_at, until_at)
      VALUES ('00000000-0000-0000-0000-000000000001', now(), now() + interval '1 day') ON CONFLICT DO NOTHING`.execute(
      db,
    );
    await sql`INSERT INTO organisations.person (person_id, organisation_id, name, email)
      VALUES (${person}, ${by.organisation.id}, 'Founder Fictional', ${`${person}@founder.example`})`.execute(
      db,
    );
    await sql`INSERT INTO organisations.position (position_id, person_id, team_id, role, from_at, let_in_by)
      VALUES (${position}, ${person}, ${by.team.id}, ${by.role}, now(), 'founding')`.execute(db);
    await sql`INSERT INTO organisations.founder (person_id, link_digest, link_ends_at)
      VALUES (${person}, ${digestOf(secret)}, now() + interval '1 day')`.execute(db);
  });
  return { secret, position };
}
