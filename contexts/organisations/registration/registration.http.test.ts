import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { asService } from '../../../platform/db/transaction.ts';
import { forgetUnverified, settleRegistration } from './jobs.ts';
import { attempt, openRegistering } from './testing.ts';

const {
  stage,
  world,
  sent,
  one,
  colleague,
  other,
  ask,
  rows,
  sit,
  stand,
  verified,
  vote,
  outcome,
  comesIn,
  see,
} = await openRegistering();
const { database, app } = stage;

test('an organisation takes part once both of its people stood for it and two other organisations agreed, and not before', async () => {
  assert.equal((await ask()).headers.location, '/register/sent');
  const [kim, ash] = await rows();
  assert.ok(kim && ash);
  assert.equal(await vote(one, kim.id, 'yes'), 404, 'nobody is shown what nobody stood for');
  assert.doesNotMatch((await see(one, '/registrations')).body, /Refuge of Northland/);
  assert.match((await stand(kim.registrant)).headers.location ?? '', /^\/registration$/);
  assert.equal(await vote(one, kim.id, 'yes'), 404, 'one of two is not enough');
  await stand(ash.registrant);
  assert.match((await see(one, '/registrations')).body, /Refuge of Northland/);
  assert.equal(await vote(one, kim.id, 'yes'), 303);
  assert.equal(await vote(one, kim.id, 'yes'), 409, 'one says it once');
  assert.equal(await outcome(kim.id), null);
  assert.equal(await vote(colleague, kim.id, 'yes'), 303);
  assert.equal(await outcome(kim.id), null, 'two of one organisation are one');
  assert.equal(await comesIn('kim@refuge.example'), false);
  const before = sent.length;
  assert.equal(await vote(other, kim.id, 'yes'), 303);
  assert.equal(await outcome(kim.id), 'opened');
  assert.deepEqual(
    sent
      .slice(before)
      .map(({ to, template }) => `${to} ${template}`)
      .toSorted(),
    ['ash@mail.refuge.example one-time-link', 'kim@refuge.example one-time-link'],
  );
  assert.equal(await comesIn('kim@refuge.example'), true);
  assert.equal(await comesIn('ash@mail.refuge.example'), true);
  await settleRegistration.run(world, { registration: kim.id }, attempt);
  const { rows: made } = await sql<{
    n: number;
  }>`SELECT count(*)::integer AS n FROM organisations.organisation
    WHERE name = 'Refuge of Northland'`.execute(database.superuser);
  assert.equal(made[0]?.n, 1, 'a job that runs again makes nothing twice');
  assert.equal(await vote(stage.person('second 2'), kim.id, 'no'), 409, 'what is over is over');
  const { rows: told } = await sql<{
    type: string;
    n: number;
  }>`SELECT type, count(*)::integer AS n FROM ledger.entry
    WHERE type = 'registration-voted' GROUP BY 1`.execute(database.superuser);
  assert.deepEqual(told, [{ type: 'registration-voted', n: 3 }]);
});

test('two organisations that do not agree end it, and nobody comes in', async () => {
  const id = await verified({
    name: 'Not a refuge',
    domain: 'not.example',
    email1: 'a@not.example',
    email2: 'b@not.example',
  });
  assert.equal(await vote(one, id, 'no'), 303);
  assert.equal(await vote(colleague, id, 'no'), 303);
  assert.equal(await outcome(id), null);
  assert.equal(await vote(other, id, 'no'), 303);
  assert.equal(await outcome(id), 'refused');
  assert.equal(await comesIn('a@not.example'), false);
});

test('whoever knows nothing of it ends it with one answer, and nobody else is shown it', async () => {
  await ask({ email1: 'c@refuge.example', email2: 'd@refuge.example' });
  const [first, second] = await rows();
  assert.ok(first && second);
  const { cookie } = await sit(second.registrant);
  const answer = await stand(first.registrant, 'no');
  assert.match(answer.body, /It has ended/);
  assert.equal((await app.inject({ url: '/registration', headers: { cookie } })).statusCode, 404);
  assert.equal(await vote(one, first.id, 'yes'), 404);
  await forgetUnverified.run(world, {}, attempt);
  assert.equal(
    (await rows()).some(({ id }) => id === first.id),
    false,
    'it is not kept',
  );
});

test('the database makes no organisation of a registration that two organisations did not agree to', async () => {
  const id = await verified({
    name: 'Early',
    domain: 'early.example',
    email1: 'a@early.example',
    email2: 'b@early.example',
  });
  await vote(one, id, 'yes');
  await vote(colleague, id, 'yes');
  const organisation = crypto.randomUUID();
  await assert.rejects(
    asService(database.app, 'registration', async db => {
      await sql`UPDATE organisations.registration SET organisation_id = ${organisation} WHERE registration_id = ${id}`.execute(
        db,
      );
      await sql`INSERT INTO organisations.organisation (organisation_id, name, opened_at) VALUES (${organisation}, 'Early', now())`.execute(
        db,
      );
    }),
    /row-level security/,
  );
});
