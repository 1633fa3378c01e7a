/** Whoever was let in is sent a link by which they make their first way of signing in. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage, type Person } from '../../../checks/support/stage.ts';
import { csrfToken } from '../../../platform/http/csrf.ts';
import type { JobWorld } from '../../../platform/jobs/world.ts';
import type { Message } from '../../../platform/mail/mailer.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import { sendWayIn } from './jobs.ts';

const stage = await openStage();
const [first, second, responder] = [
  'femi.adair@harbour-light.example',
  'iris.holm@harbour-light.example',
  'priya.raman@harbour-light.example',
].map(email => stage.person(email)) as [Person, Person, Person];
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const attempt = { token: 't', attempt: 1, signal: new AbortController().signal };
const sent: Message[] = [];
let now = Temporal.Now.instant();
const world: JobWorld = {
  database: stage.database.app,
  files: stage.files,
  mailer: { send: async message => void sent.push(message) },
  pack: stage.composed.pack,
  signInWays: ['passkey'],
  now: () => now,
  newId: () => crypto.randomUUID(),
};

async function post(as: Person, url: string, typed: Record<string, string> = {}) {
  const { cookie, csrf } = await stage.signIn(as);
  const payload = new URLSearchParams({ ...typed, _csrf: csrf, _key: crypto.randomUUID() }).toString();
  return stage.app.inject({ method: 'POST', url, payload, headers: { ...form, cookie } });
}
const open = (secret: string) =>
  stage.app.inject({
    method: 'POST',
    url: `/open/${secret}`,
    headers: form,
    payload: new URLSearchParams({ _csrf: csrfToken(stage.settings.secret, '') }).toString(),
  });
const isWaiting = async (person: string) =>
  (
    await sql`SELECT 1 FROM pgboss.job WHERE name = 'prompt' AND data::text LIKE ${`%send-way-in%${person}%`}`.execute(
      stage.database.superuser,
    )
  ).rows.length > 0;

async function letIn(email: string): Promise<string> {
  const typed = { name: 'Kim Fictional', email, team: responder.team.id, role: 'responder' };
  assert.equal((await post(first, '/people/add', typed)).statusCode, 303);
  const { rows } = await sql<{ position: string; person: string }>`
    SELECT position_id AS position, person_id AS person FROM organisations.position JOIN organisations.person USING (person_id)
    WHERE email = ${email}`.execute(stage.database.superuser);
  const { position = '', person = '' } = rows[0] ?? {};
  assert.equal(await isWaiting(person), false, 'one yes lets nobody in');
  assert.equal((await post(second, `/people/${position}/approve`)).statusCode, 303);
  assert.equal(await isWaiting(person), true);
  return person;
}

async function linkFor(person: string): Promise<string | undefined> {
  const before = sent.length;
  await sendWayIn.run(world, { person }, attempt);
  const message = sent[before];
  return message?.template === 'one-time-link' ? message.secret : undefined;
}

test('with the yes by which they count somebody is sent a link that works once, and leads to making a way in', async () => {
  const link = await linkFor(await letIn('kim@harbour-light.example'));
  assert.ok(link);
  const opened = await open(link);
  assert.deepEqual([opened.statusCode, opened.headers.location], [303, '/set-up']);
  assert.match(String(opened.headers['set-cookie']), /^set-up=/);
  assert.equal((await open(link)).statusCode, 404);
});

test('a link that is too old works no longer', async () => {
  now = Temporal.Now.instant().subtract({ hours: 73 });
  const link = await linkFor(await letIn('ash@harbour-light.example'));
  assert.ok(link);
  assert.equal((await open(link)).statusCode, 404);
  now = Temporal.Now.instant();
});

test('who has a way of signing in is sent no other: who reads their mail must not make one', async () => {
  const person = await letIn('robin@harbour-light.example');
  await sql`INSERT INTO organisations.passkey
      (passkey_id, account, credential_id, public_key, counter, browser, system, made_at, answered_at)
    VALUES (gen_random_uuid(), 'robin@harbour-light.example', '\\x01', '\\x01', 0, 'other', 'other', now(), now())`.execute(
    stage.database.superuser,
  );
  assert.equal(await linkFor(person), undefined);
});

test('where only a provider lets people in nobody is sent a link', async () => {
  const person = await letIn('mara@harbour-light.example');
  await sendWayIn.run({ ...world, signInWays: ['provider'] }, { person }, attempt);
  assert.equal(sent.filter(({ to }) => to === 'mara@harbour-light.example').length, 0);
});
