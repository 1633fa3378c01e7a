import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { openStage, type Person } from '../../../checks/support/stage.ts';
import { csrfToken } from '../../../platform/http/csrf.ts';
import { startSession } from '../../../platform/http/session.ts';
import type { JobWorld } from '../../../platform/jobs/world.ts';
import type { Message } from '../../../platform/mail/mailer.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import { sendRegistrantLink, settleRegistration } from './jobs.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded' };
export const attempt = { token: 't', attempt: 1, signal: new AbortController().signal };
const asking = {
  name: 'Refuge of Northland',
  kind: 'none',
  domain: 'refuge.example',
  about: 'A refuge. https://refuge.example',
  name1: 'Kim Fictional',
  email1: 'Kim@refuge.example',
  name2: 'Ash Fictional',
  email2: 'ash@mail.refuge.example',
};

/** A stage with two administrators of one organisation and two of another, who decide; and what the public does. */
export async function openRegistering() {
  const stage = await openStage({
    cast: told => ({
      ...told,
      organisations: [
        ...told.organisations,
        ...['first', 'second'].map(name => ({
          name: `The ${name} watch (fictional)`,
          authority: undefined,
          firstResponder: undefined,
          teams: [
            {
              name: 'Accounts',
              purpose: 'administration' as const,
              people: [1, 2].map(nth => ({
                name: `${name} ${nth}`,
                email: `${nth}@${name}.example`,
                role: 'administrator',
              })),
            },
          ],
        })),
      ],
    }),
  });
  const { database, app, settings } = stage;
  const [one, colleague, other] = ['first 1', 'first 2', 'second 1'].map(name => stage.person(name)) as [
    Person,
    Person,
    Person,
  ];
  const sent: Message[] = [];
  const world: JobWorld = {
    database: database.app,
    files: stage.files,
    mailer: { send: async message => void sent.push(message) },
    pack: stage.composed.pack,
    signInWays: stage.settings.signInWays,
    now: () => Temporal.Now.instant(),
    newId: () => crypto.randomUUID(),
  };

  const post = (url: string, fields: Record<string, string>, cookie = '', session = '') =>
    app.inject({
      method: 'POST',
      url,
      headers: { ...form, cookie },
      payload: new URLSearchParams({ _csrf: csrfToken(settings.secret, session), ...fields }).toString(),
    });
  const ask = (more: Record<string, string> = {}, key: string = crypto.randomUUID()) =>
    post('/register', { ...asking, ...more, _key: key });

  interface Row {
    readonly id: string;
    readonly registrant: string;
    readonly email: string;
    readonly outcome: string | null;
  }
  /** The people of registrations, the newest registration first. */
  const rows = async (): Promise<readonly Row[]> =>
    (
      await sql<Row>`SELECT registration_id AS id, registrant_id AS registrant, email, outcome
      FROM organisations.registration JOIN organisations.registrant USING (registration_id) ORDER BY asked_at DESC, email DESC`.execute(
        database.superuser,
      )
    ).rows;

  async function linkFor(registrant: string): Promise<string> {
    const before = sent.length;
    await sendRegistrantLink.run(world, { registrant }, attempt);
    const message = sent.at(-1);
    assert.ok(sent.length === before + 1 && message?.template === 'one-time-link');
    return message.secret;
  }

  async function sit(registrant: string): Promise<{ cookie: string; session: string }> {
    const opened = await post(`/open/${await linkFor(registrant)}`, {});
    assert.equal(opened.statusCode, 303, opened.body);
    assert.equal(opened.headers.location, '/registration');
    const cookie = String(opened.headers['set-cookie']).split(';')[0] ?? '';
    return { cookie, session: cookie.slice(cookie.indexOf('=') + 1) };
  }

  async function stand(registrant: string, answer = 'yes') {
    const { cookie, session } = await sit(registrant);
    return post('/registration', { answer }, cookie, session);
  }

  /** A registration that both of its people stand for. */
  async function verified(more: Record<string, string> = {}): Promise<string> {
    assert.equal((await ask(more)).statusCode, 303);
    const [kim, ash] = await rows();
    assert.ok(kim && ash);
    await stand(kim.registrant);
    await stand(ash.registrant);
    return kim.id;
  }

  async function vote(as: Person, id: string, is: 'yes' | 'no', reasons = 'Rang them.') {
    const { cookie, csrf } = await stage.signIn(as);
    const answer = await app.inject({
      method: 'POST',
      url: `/registrations/${id}`,
      headers: { ...form, cookie },
      payload: new URLSearchParams({ _csrf: csrf, _key: crypto.randomUUID(), vote: is, reasons }).toString(),
    });
    await settleRegistration.run(world, { registration: id }, attempt);
    return answer.statusCode;
  }
  const outcome = async (id: string) => (await rows()).find(each => each.id === id)?.outcome;

  async function comesIn(email: string): Promise<boolean> {
    const { rows: found } = await sql<{ person: string; team: string; organisation: string; role: string }>`
    SELECT person_id AS person, team_id AS team, organisation_id AS organisation, role
    FROM organisations.position JOIN organisations.person USING (person_id) WHERE email = ${email}`.execute(
      database.superuser,
    );
    const [position] = found;
    if (!position) return false;
    const viewer = {
      personId: position.person,
      name: 'x',
      role: position.role,
      organisation: { id: position.organisation, name: 'x' },
      team: { id: position.team, name: 'x' },
      purpose: 'administration' as const,
    };
    return startSession(database.app, { viewer, kind: 'browser' }).then(
      () => true,
      () => false,
    );
  }

  const see = async (as: Person, url: string) => {
    const { cookie } = await stage.signIn(as);
    return app.inject({ url, headers: { cookie } });
  };

  return {
    stage,
    world,
    attempt,
    sent,
    one,
    colleague,
    other,
    post,
    ask,
    rows,
    linkFor,
    sit,
    stand,
    verified,
    vote,
    outcome,
    comesIn,
    see,
  };
}
