import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { csrfToken } from '../../platform/http/csrf.ts';
import { digestOf } from '../../platform/http/session.ts';
import { type Request, toBytes } from './request.ts';
import { sendBytes } from './send.ts';
import type { Theatre } from './theatre.ts';

/** The requests that only whoever opened the link of a registration can make valid. */
export async function registrationRequests(theatre: Theatre): Promise<ReadonlyMap<string, Request>> {
  const { stage, port } = theatre;
  const open: Request = {
    method: 'POST',
    path: `/open/${await invite(theatre)}`,
    query: [],
    headers: [],
    body: { kind: 'form', fields: [['_csrf', csrfToken(stage.settings.secret, '')]] },
  };
  const opened = await sendBytes(port, toBytes(open));
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  const _csrf = csrfToken(stage.settings.secret, cookie.slice(cookie.indexOf('=') + 1));
  const common = { path: '/registration', query: [], headers: [['cookie', cookie]] } as const;
  return new Map<string, Request>([
    ['GET /registration', { ...common, method: 'GET', body: undefined }],
    [
      'POST /registration',
      {
        ...common,
        method: 'POST',
        body: { kind: 'form', fields: Object.entries({ _csrf, answer: 'yes' }) },
      },
    ],
  ]);
}

async function invite({ stage }: Theatre): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  const [id, registrant] = [randomUUID(), randomUUID()];
  await stage.database.superuser.transaction().execute(async db => {
    await sql`INSERT INTO organisations.registration (registration_id, name, domain, about, team_name, asked_at, until_at)
      VALUES (${id}, 'Refuge', 'refuge.example', 'A refuge.', 'Accounts', now(), now() + interval '1 day')`.execute(
      db,
    );
    await sql`INSERT INTO organisations.registrant (registrant_id, registration_id, name, email, link_digest, link_ends_at)
      VALUES (${registrant}, ${id}, 'Fictional', 'kim@refuge.example', ${digestOf(secret)}, now() + interval '1 day')`.execute(
      db,
    );
  });
  return secret;
}
