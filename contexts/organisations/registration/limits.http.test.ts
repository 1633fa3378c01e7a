import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { sendRegistrantLink } from './jobs.ts';
import { mostAnHour } from './rules.ts';
import { attempt, openRegistering } from './testing.ts';

const { stage, world, sent, one, other, post, ask, rows, linkFor, verified, vote, see } =
  await openRegistering();

test('the same form sent twice asks once, and one that was corrected asks anew', async () => {
  const before = (await rows()).length;
  const key = crypto.randomUUID();
  await ask({ email1: 'e@refuge.example' }, key);
  await ask({ email1: 'e@refuge.example' }, key);
  assert.equal((await rows()).length, before + 2);
  await ask({ email1: 'f@refuge.example' }, key);
  assert.equal((await rows()).length, before + 4);
});

test('a link works once, and no address is sent more than three in a day', async () => {
  await ask({ email1: 'g@refuge.example', email2: 'h@refuge.example' });
  const found = (await rows()).find(({ email }) => email === 'g@refuge.example');
  assert.ok(found);
  const secret = await linkFor(found.registrant);
  assert.equal((await post(`/open/${secret}`, {})).statusCode, 303);
  assert.equal((await post(`/open/${secret}`, {})).statusCode, 404);
  for (const nth of [1, 2]) {
    await ask({ name: `Refuge ${nth}`, email1: 'g@refuge.example', email2: `h${nth}@refuge.example` });
    const again = (await rows()).find(({ email }) => email === 'g@refuge.example');
    await linkFor(again?.registrant ?? '');
  }
  await ask({ name: 'Refuge 4', email1: 'g@refuge.example', email2: 'h4@refuge.example' });
  const fourth = (await rows()).find(({ email }) => email === 'g@refuge.example');
  const before = sent.length;
  await sendRegistrantLink.run(world, { registrant: fourth?.registrant ?? '' }, attempt);
  assert.equal(sent.length, before);
});

test('nobody says yes to a registration that would let them in', async () => {
  const id = await verified({
    domain: 'second.example',
    name: 'Second again',
    email1: other.email,
    email2: 'new@second.example',
  });
  assert.match((await see(other, `/registrations/${id}`)).body, /You are one of the people/);
  assert.equal(await vote(other, id, 'yes'), 403);
});

test('opening a link makes a way in for an address that is new here, and none for an account that acts here', async () => {
  await ask({ domain: 'second.example', email1: other.email, email2: 'unheard@second.example' });
  for (const email of [other.email, 'unheard@second.example']) {
    const found = (await rows()).find(each => each.email === email);
    assert.equal((await post(`/open/${await linkFor(found?.registrant ?? '')}`, {})).statusCode, 303);
  }
  const { rows: begun } = await sql<{ account: string }>`SELECT account FROM organisations.set_up
    WHERE account IN (${other.email}, 'unheard@second.example')`.execute(stage.database.superuser);
  assert.deepEqual(begun, [{ account: 'unheard@second.example' }]);
});

test('whoever decides is told that an organisation has such addresses already', async () => {
  await sql`INSERT INTO organisations.mail_domain (organisation_id, domain) VALUES (${other.organisation.id}, 'refuge.example')`.execute(
    stage.database.superuser,
  );
  const id = await verified({
    name: 'Another',
    domain: 'other.refuge.example',
    email1: 'i@other.refuge.example',
    email2: 'j@other.refuge.example',
  });
  assert.match((await see(one, `/registrations/${id}`)).body, /takes part already: The second watch/);
});

test('whoever asks is answered alike, byte for byte, whether the people and the domain are known here or not', async () => {
  const known = { domain: 'second.example', email1: other.email, email2: 'b@second.example' };
  const unknown = { domain: 'nobody.example', email1: 'a@nobody.example', email2: 'b@nobody.example' };
  let compared = 0;
  for (let nth = 0; nth < 100; nth++) {
    const answers = [];
    for (const one of [known, unknown]) {
      await sql`DELETE FROM organisations.registration WHERE verified_at IS NULL`.execute(
        stage.database.superuser,
      );
      const { statusCode, headers, body } = await ask({ ...one, name: `Pair ${nth}` });
      const { date: _date, ...told } = headers;
      answers.push({ statusCode, told, body });
    }
    assert.deepEqual(answers[0], answers[1]);
    assert.equal(answers[0]?.statusCode, 303);
    compared += 1;
  }
  assert.equal(compared, 100);
});

test('more than people send in an hour are refused, whoever sends them', async () => {
  const answers = [];
  for (let nth = 0; nth <= mostAnHour; nth++) answers.push((await ask({ name: `Many ${nth}` })).statusCode);
  assert.equal(answers.at(-1), 429);
  assert.ok(answers.includes(303));
});
