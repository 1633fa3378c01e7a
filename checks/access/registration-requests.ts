import { sql } from 'kysely';
import type { Stage } from '../support/stage.ts';
import { once, type Question } from './asking.ts';

const typed = {
  name: 'Refuge of Northland',
  kind: 'none',
  domain: 'refuge.example',
  about: 'A refuge.',
  name1: 'Kim Fictional',
  email1: 'kim@refuge.example',
  name2: 'Ash Fictional',
  email2: 'ash@refuge.example',
};

/** An organisation asks to take part; administrators of others answer. */
export const registrationQuestions: readonly Question[] = [
  once('GET /register', () => ({ url: '/register' })),
  once('POST /register', () => ({ url: '/register', form: typed })),
  once('GET /register/sent', () => ({ url: '/register/sent' })),
  once('GET /registration', () => ({ url: '/registration' })),
  once('POST /registration', () => ({ url: '/registration', form: { answer: 'yes' } })),
  once('GET /registrations', () => ({ url: '/registrations' })),
  once('GET /registrations/:registration', ({ registration }) => ({ url: `/registrations/${registration}` })),
  once('POST /registrations/:registration', ({ registration }) => ({
    url: `/registrations/${registration}`,
    form: { vote: 'yes', reasons: 'Rang them.' },
  })),
];

/** One that both of its people stand for. */
export async function registered({ database }: Stage, number = 1): Promise<string> {
  const id = crypto.randomUUID();
  const domain = `refuge${number}.example`;
  await database.superuser.transaction().execute(async db => {
    await sql`INSERT INTO organisations.registration (registration_id, name, domain, about, team_name, asked_at, verified_at, until_at)
      VALUES (${id}, 'Refuge of Northland', ${domain}, 'A refuge.', 'Accounts', now() - interval '2 hours', now(), now() + interval '30 days')`.execute(
      db,
    );
    for (const name of ['kim', 'ash'])
      await sql`INSERT INTO organisations.registrant (registrant_id, registration_id, name, email, opened_at, confirmed_at)
        VALUES (${crypto.randomUUID()}, ${id}, 'Fictional', ${`${name}@${domain}`}, now(), now())`.execute(
        db,
      );
  });
  return id;
}
