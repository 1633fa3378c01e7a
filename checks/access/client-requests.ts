import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Person, Stage } from '../support/stage.ts';
import { once, type Question } from './asking.ts';

/** Other systems of Ada Winter's organisation: one that waits for her yes, and others that work. */
export interface Systems {
  /** A team of theirs that decides. */
  readonly team: string;
  readonly waiting: string;
  readonly withoutSecret: string;
  readonly toEnd: string;
  readonly withSecret: string;
  readonly secret: string;
}

/** Letting other systems in, and what these ask for themselves: what is sent here is nobody's. */
export const clientQuestions: readonly Question[] = [
  once('GET /clients', () => ({ url: '/clients' })),
  once('GET /clients/add', () => ({ url: '/clients/add' })),
  once('POST /clients/add', ({ systems }) => ({
    url: '/clients/add',
    form: {
      name: 'Records system',
      team: systems.team,
      purpose: 'authority-records',
      scopes: 'referral:copy',
      days: '90',
    },
  })),
  once('POST /clients/:client/approve', ({ systems }) => ({
    url: `/clients/${systems.waiting}/approve`,
    form: {},
  })),
  once('POST /clients/:client/secret', ({ systems }) => ({
    url: `/clients/${systems.withoutSecret}/secret`,
    form: {},
  })),
  once('POST /clients/:client/secrets/:secret/end', ({ systems }) => ({
    url: `/clients/${systems.withSecret}/secrets/${systems.secret}/end`,
    form: {},
  })),
  once('POST /clients/:client/end', ({ systems }) => ({ url: `/clients/${systems.toEnd}/end`, form: {} })),
  once('POST /oauth/token', () => ({ url: '/oauth/token', form: { grant_type: 'client_credentials' } })),
  once('POST /oauth/revoke', () => ({ url: '/oauth/revoke', form: { token: 'none' } })),
  once('GET /.well-known/oauth-authorization-server', () => ({
    url: '/.well-known/oauth-authorization-server',
  })),
];

type By = Pick<Person, 'personId' | 'email'>;

/** By a superuser: asked for by the first, and let in where others said yes too. */
export async function letIn(
  { database }: Pick<Stage, 'database'>,
  of: { readonly team: string; readonly purpose: string; readonly role: string; readonly scope: string },
  by: readonly By[],
): Promise<string> {
  const id = randomUUID();
  await database.superuser.transaction().execute(async db => {
    await sql`INSERT INTO organisations.client (client_id, team_id, name, purpose, role, scopes, asked_by, asked_at, ends_at)
      VALUES (${id}, ${of.team}, ${`System ${id}`}, ${of.purpose}, ${of.role}, ${[of.scope]}, ${by[0]?.personId}, now(),
        now() + interval '30 days')`.execute(db);
    for (const { personId, email } of by)
      await sql`INSERT INTO organisations.client_approval (client_id, approver_id, approver_account, at)
        VALUES (${id}, ${personId}, ${email.toLowerCase()}, now())`.execute(db);
  });
  return id;
}

export async function giveSecret(
  { database }: Pick<Stage, 'database'>,
  client: string,
  { personId }: By,
): Promise<string> {
  const id = randomUUID();
  await sql`INSERT INTO organisations.client_secret (secret_id, client_id, slot, digest, made_by, made_at, ends_at)
    VALUES (${id}, ${client}, 1, ${randomBytes(32)}, ${personId}, now(), now() + interval '30 days')`.execute(
    database.superuser,
  );
  return id;
}

export async function openSystems(stage: Stage): Promise<Systems> {
  const [ada, bo] = [stage.person('Ada Winter'), stage.person('Bo Frost')];
  const team = stage.person('Kit Drummond').team.id;
  const of = { team, purpose: 'authority-records', role: 'caseworker', scope: 'referral:copy' };
  const withSecret = await letIn(stage, of, [bo, ada]);
  return {
    team,
    waiting: await letIn(stage, of, [bo]),
    withoutSecret: await letIn(stage, of, [bo, ada]),
    toEnd: await letIn(stage, of, [bo, ada]),
    withSecret,
    secret: await giveSecret(stage, withSecret, bo),
  };
}
