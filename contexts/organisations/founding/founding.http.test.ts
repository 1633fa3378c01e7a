import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { type RawBuilder, sql } from 'kysely';
import { openStage } from '../../../checks/support/stage.ts';
import { asService } from '../../../platform/db/transaction.ts';
import { csrfToken } from '../../../platform/http/csrf.ts';
import { startSession } from '../../../platform/http/session.ts';
import type { JobWorld } from '../../../platform/jobs/world.ts';
import type { Message } from '../../../platform/mail/mailer.ts';
import { Temporal } from '../../../platform/pure/time.ts';
import { found, sendLinksAgain } from './commands.ts';
import { sendLink } from './jobs.ts';
import type { FoundedOrganisation } from './model.ts';
import { somebodyCounts } from './store.ts';

const watch: FoundedOrganisation = {
  name: 'Watch of Northland',
  domains: ['watch.example'],
  teams: [
    { name: 'Front desk', purpose: 'referral' },
    { name: 'Accounts', purpose: 'administration' },
  ],
  administrators: [
    { name: 'Kim Fictional', email: 'kim@watch.example' },
    { name: 'Ash Fictional', email: 'Ash@watch.example' },
  ],
};
const refuge: FoundedOrganisation = {
  name: 'Refuge of Northland',
  domains: ['refuge.example'],
  teams: [{ name: 'Accounts', purpose: 'administration' }],
  administrators: [{ name: 'Robin Fictional', email: 'robin@refuge.example' }],
};

/** A deployment in which nobody is yet, the founders of `organisations`, and what they were sent. */
async function begin(organisations = [watch, refuge]) {
  const stage = await openStage({ cast: told => ({ ...told, organisations: [] }) });
  const { database, app, composed } = stage;
  const people = async () =>
    (
      await sql<{ email: string; person: string; position: string; team: string; organisation: string }>`
        SELECT email, person_id AS person, position_id AS position, team_id AS team, organisation_id AS organisation
        FROM organisations.position JOIN organisations.person USING (person_id)`.execute(database.superuser)
    ).rows;
  const operate = async <T>(act: (operating: Parameters<typeof found>[0]) => Promise<T>): Promise<T> => {
    const isSomebodyHere = await asService(database.app, 'directory', somebodyCounts);
    return asService(database.app, 'founding', db =>
      act({
        db,
        jobs: { add: () => Promise.resolve() },
        now: Temporal.Now.instant(),
        newId: () => crypto.randomUUID(),
        isSomebodyHere,
      }),
    );
  };
  const again = () => operate(found => sendLinksAgain(found));
  const start = (of = organisations) => operate(found_ => found(found_, of, 'administrator'));
  const sent: Message[] = [];
  const world: JobWorld = {
    database: database.app,
    files: stage.files,
    mailer: { send: async message => void sent.push(message) },
    pack: composed.pack,
    signInWays: stage.settings.signInWays,
    now: () => Temporal.Now.instant(),
    newId: () => crypto.randomUUID(),
  };
  const one = async (email: string) => {
    const known = (await people()).find(each => each.email === email);
    assert.ok(known, email);
    return known;
  };
  /** The secret of a link that was sent just now. */
  const send = async (email: string): Promise<string> => {
    const attempt = { token: 't', attempt: 1, signal: new AbortController().signal };
    await sendLink.run(world, { founder: (await one(email)).person }, attempt);
    const message = sent.at(-1);
    assert.ok(message?.template === 'one-time-link' && message.to === email);
    return message.secret;
  };
  const open = (secret: string) =>
    app.inject({
      method: 'POST',
      url: `/open/${secret}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ _csrf: csrfToken(stage.settings.secret, '') }).toString(),
    });
  const enter = async (email: string) => {
    const answer = await open(await send(email));
    assert.equal(answer.statusCode, 303, answer.body);
    return String(answer.headers['set-cookie']).split(';')[0] ?? '';
  };
  const list = (cookie: string) => app.inject({ url: '/founding', headers: { cookie } });
  const confirm = async (cookie: string, position: string, from = cookie) => {
    const csrf = csrfToken(stage.settings.secret, from.split('=')[1] ?? '');
    return app.inject({
      method: 'POST',
      url: '/founding',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ _csrf: csrf, position }).toString(),
    });
  };
  /** Whether a session can be opened for them, which is the only way in. */
  const comesIn = async (email: string) => {
    const { person, team, organisation } = await one(email);
    const viewer = {
      personId: person,
      name: 'x',
      role: 'administrator',
      organisation: { id: organisation, name: 'x' },
      team: { id: team, name: 'x' },
      purpose: 'administration' as const,
    };
    return startSession(database.app, { viewer, kind: 'browser' }).then(
      () => true,
      () => false,
    );
  };
  return { stage, start, again, send, open, enter, list, confirm, comesIn, one, sent, world };
}
const [kim, ash, robin] = ['kim@watch.example', 'ash@watch.example', 'robin@refuge.example'] as const;

test('founders of two organisations let each other in, and nobody with fewer than two confirmations, one from outside', async () => {
  const { stage, start, enter, confirm, comesIn, one, list } = await begin();
  assert.deepEqual(await start(), { ok: true, value: 3 });
  const as = { kim: await enter(kim), ash: await enter(ash), robin: await enter(robin) };
  assert.match((await list(as.kim)).body, /Ash Fictional[\s\S]*Nobody confirmed them yet/);
  assert.equal((await confirm(as.kim, (await one(robin)).position)).statusCode, 303);
  assert.equal(await comesIn(robin), false, 'one yes');
  assert.equal((await confirm(as.kim, (await one(robin)).position)).statusCode, 303, 'said twice');
  assert.equal(await comesIn(robin), false, 'one yes, said twice');
  await confirm(as.ash, (await one(robin)).position);
  assert.equal(await comesIn(robin), true);
  await confirm(as.ash, (await one(kim)).position);
  await confirm(as.kim, (await one(ash)).position);
  assert.equal(await comesIn(kim), false);
  await confirm(as.robin, (await one(kim)).position);
  assert.equal(await comesIn(kim), true);
  assert.equal((await start()).ok, false, 'nobody founds twice');
  await confirm(as.robin, (await one(ash)).position);
  assert.equal(await comesIn(ash), true);
  assert.match((await list(as.robin)).body, /Everybody is confirmed/);
  const { rows } = await sql<{ type: string; organisation: string; n: number }>`
    SELECT type, o.name AS organisation, count(*)::integer AS n FROM ledger.entry JOIN organisations.organisation o USING (record_id)
    GROUP BY 1, 2 ORDER BY 2, 1`.execute(stage.database.superuser);
  assert.deepEqual(
    rows.map(({ type, organisation, n }) => `${organisation}: ${n} ${type}`),
    [
      'Refuge of Northland: 2 founder-confirmed',
      'Refuge of Northland: 1 founding-link-opened',
      'Refuge of Northland: 1 organisation-record-opened',
      'Refuge of Northland: 1 position-founded',
      'Watch of Northland: 4 founder-confirmed',
      'Watch of Northland: 2 founding-link-opened',
      'Watch of Northland: 1 organisation-record-opened',
      'Watch of Northland: 2 position-founded',
    ],
  );
});

test('two colleagues alone let nobody in: somebody of another organisation has to know them', async () => {
  const third = { name: 'Mara Fictional', email: 'mara@watch.example' };
  const { start, enter, confirm, comesIn, one, list } = await begin([
    { ...watch, administrators: [...watch.administrators, third] },
    refuge,
  ]);
  await start();
  const cookie = await enter(ash);
  for (const by of [cookie, await enter(third.email)]) await confirm(by, (await one(kim)).position);
  assert.equal(await comesIn(kim), false);
  assert.match((await list(cookie)).body, /Somebody of another organisation has to confirm them too/);
  await confirm(await enter(robin), (await one(kim)).position);
  assert.equal(await comesIn(kim), true);
});

test('looking at a link uses nothing up; opened it works once, and one that was guessed, is old or was replaced not at all', async () => {
  const { stage, start, send, open, list } = await begin();
  await start();
  const first = await send(kim);
  const seen = await stage.app.inject({ url: `/open/${first}` });
  assert.equal(seen.statusCode, 200);
  assert.doesNotMatch(seen.body, /Kim|Watch|confirm/i);
  const guessed = 'x'.repeat(43);
  const like = (body: string, secret: string) => body.replaceAll(secret, guessed);
  assert.equal(like(seen.body, first), (await stage.app.inject({ url: `/open/${guessed}` })).body);
  const used = await open(first);
  assert.equal(used.statusCode, 303);
  const refused = await Promise.all([
    open(first),
    open(guessed),
    send(ash).then(async old => {
      await send(ash);
      return open(old);
    }),
    send(robin).then(async old => {
      await sql`UPDATE organisations.founder SET link_ends_at = now()`.execute(stage.database.superuser);
      return open(old);
    }),
  ]);
  for (const answer of refused) {
    assert.equal(answer.statusCode, 404);
    assert.equal(
      answer.body.replace(/\/open\/[\w-]{43}/, ''),
      refused[0]?.body.replace(/\/open\/[\w-]{43}/, ''),
    );
    assert.equal(answer.headers['set-cookie'], undefined);
  }
  const cookie = String(used.headers['set-cookie']).split(';')[0] ?? '';
  assert.equal((await list(cookie)).statusCode, 200);
  await send(kim);
  assert.equal((await list(cookie)).statusCode, 404, 'who is sent another link goes on with that one');
  const forged = cookie.slice(0, -3) + (cookie.endsWith('A') ? 'BBB' : 'AAA');
  assert.equal((await list(forged)).statusCode, 404);
});

test('nobody confirms themselves, with the form of somebody else, or without having opened a link', async () => {
  const { stage, start, enter, confirm, one, list } = await begin();
  await start();
  const [cookie, other] = [await enter(kim), await enter(robin)];
  assert.doesNotMatch((await list(cookie)).body, /Kim Fictional<\/h3>/);
  assert.equal((await confirm(cookie, (await one(kim)).position)).statusCode, 404);
  assert.equal((await confirm(cookie, (await one(robin)).position, other)).statusCode, 403);
  assert.equal((await confirm('', (await one(robin)).position, other)).statusCode, 404);
  assert.equal((await confirm(cookie, crypto.randomUUID())).statusCode, 404);
  const { rows } = await sql`SELECT 1 FROM organisations.approval`.execute(stage.database.superuser);
  assert.equal(rows.length, 0);
});

test('where somebody can sign in nobody founds, and a founding that is over stays so, whoever asks the database', async () => {
  const { stage, start, again, enter, confirm, one, send } = await begin();
  const { superuser, app } = stage.database;
  assert.equal((await start()).ok, true);
  assert.deepEqual(await start(), { ok: false, error: { why: 'open' } });
  const as = { kim: await enter(kim), ash: await enter(ash), robin: await enter(robin) };
  const lapse = () =>
    sql`UPDATE organisations.founding SET until_at = now() - interval '1 second'`.execute(superuser);
  await lapse();
  assert.equal((await confirm(as.kim, (await one(robin)).position)).statusCode, 404, 'its time is over');
  assert.deepEqual(await again(), { ok: true, value: 3 }, 'nobody counts: it may go on');
  for (const by of [as.kim, as.ash]) await confirm(by, (await one(robin)).position);
  await lapse();
  assert.deepEqual(await again(), { ok: false, error: { why: 'over' } }, 'somebody counts');
  await sql`ALTER TABLE organisations.founding DISABLE TRIGGER USER`.execute(superuser);
  await sql`UPDATE organisations.founding SET until_at = now() + interval '1 day', over_at = now()`.execute(
    superuser,
  );
  await sql`ALTER TABLE organisations.founding ENABLE TRIGGER USER`.execute(superuser);
  await assert.rejects(send(ash), 'no link is sent any more');
  const asFounding = (act: RawBuilder<unknown>) => asService(app, 'founding', db => act.execute(db));
  await assert.rejects(asFounding(sql`UPDATE organisations.founding SET over_at = NULL`), /founding is over/);
  for (const table of ['person', 'position', 'approval', 'founder'])
    assert.equal(
      (await asFounding(sql`SELECT 1 FROM ${sql.table(`organisations.${table}`)}`)).rows.length,
      0,
    );
  await assert.rejects(
    asFounding(
      sql`INSERT INTO organisations.organisation (organisation_id, name, opened_at) VALUES (gen_random_uuid(), 'x', now())`,
    ),
    /row-level security/,
  );
  await sql`DELETE FROM organisations.founding`.execute(superuser);
  assert.deepEqual(await start(), { ok: false, error: { why: 'somebody-is-here' } });
  await assert.rejects(
    asFounding(
      sql`INSERT INTO organisations.founding (founding_id, begun_at, until_at) VALUES ('00000000-0000-0000-0000-000000000001', now(), now() + interval '1 day')`,
    ),
    /somebody is here already/,
  );
});

test('what is kept of a link is a digest, and a mail says nothing but the service’s name', async (t: TestContext) => {
  const { stage, start, send } = await begin();
  await start();
  const secret = await send(kim);
  const { rows } = await sql<{ digest: Buffer }>`
    SELECT link_digest AS digest FROM organisations.founder WHERE link_digest IS NOT NULL`.execute(
    stage.database.superuser,
  );
  assert.equal(rows.length, 1);
  assert.ok(!rows[0]?.digest.toString('utf8').includes(secret));
  t.diagnostic(`${secret.length * 6} bits`);
});
