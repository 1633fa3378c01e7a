/** How often the API may be asked: of each system and person, by whichever process. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { openStage, type Person } from '../../../checks/support/stage.ts';
import { systemsOf } from './testing.ts';

const burst = 5;
const stage = await openStage({ apiLimit: { perMinute: 6, burst } });
const another = await stage.another();
after(() => another.close());
const [femi, iris, priya, sam] = [
  'femi.adair@harbour-light.example',
  'iris.holm@harbour-light.example',
  'priya.raman@harbour-light.example',
  'sam.okafor@northmoor-police.example',
].map(each => stage.person(each)) as [Person, Person, Person, Person];
const { letIn, token } = systemsOf(stage, femi, iris);
const list = (bearer: string, server: Pick<typeof stage.app, 'inject'> = stage.app) =>
  server.inject({ url: '/api/v1/referrals', headers: { authorization: `Bearer ${bearer}` } });

test('a system asks so often at once, by all its tokens and of every process together, and hears when to come again', async () => {
  const system = await letIn({ team: priya.team.id });
  const tokens = [await token(system), await token(system)] as const;
  const asked = await Promise.all(
    Array.from({ length: 4 * burst }, (_, n) => list(tokens[n % 2] ?? '', n % 3 === 0 ? another : stage.app)),
  );
  const done = asked.filter(({ statusCode }) => statusCode === 200);
  const refused = asked.filter(({ statusCode }) => statusCode === 429);
  assert.equal(done.length, burst);
  assert.equal(refused.length, 3 * burst);
  for (const { headers } of done) {
    assert.equal(headers['ratelimit-policy'], '"api";q=5;w=50');
    assert.match(String(headers['ratelimit']), /^"api";r=[0-4];t=\d+$/);
  }
  for (const { headers, body } of refused) {
    assert.match(String(headers['content-type']), /^application\/problem\+json/);
    assert.equal((JSON.parse(body) as { type: string }).type, '/problems/too-many-requests');
    assert.match(String(headers['retry-after']), /^([1-9]|10)$/, 'ten seconds for one, at six a minute');
  }
});

test('one system’s asking takes nothing from another, from a person, or from a page', async () => {
  const bearer = await token(await letIn({ team: priya.team.id }));
  for (let n = 0; n <= burst; n += 1) await list(bearer);
  assert.equal((await list(bearer)).statusCode, 429);
  assert.equal((await list(await token(await letIn({ team: priya.team.id })))).statusCode, 200);
  assert.equal((await list(await stage.token(priya))).statusCode, 200, 'of the same team');
  const { cookie } = await stage.signIn(priya);
  for (let n = 0; n < 2 * burst; n += 1)
    assert.equal((await stage.app.inject({ url: '/home', headers: { cookie } })).statusCode, 200);
});

test('an allowance fills again with time, never beyond what is allowed at once', async () => {
  const bearer = await stage.token(sam);
  for (let n = 0; n < burst; n += 1) assert.equal((await list(bearer)).statusCode, 200);
  assert.equal((await list(bearer)).statusCode, 429);
  const goBack = (seconds: number) =>
    sql`UPDATE http.bucket SET at = at - make_interval(secs => ${seconds}) WHERE holder = ${sam.personId}`.execute(
      stage.database.superuser,
    );
  await goBack(10);
  assert.equal((await list(bearer)).statusCode, 200);
  assert.equal((await list(bearer)).statusCode, 429);
  await goBack(86_400);
  for (let n = 0; n < burst; n += 1) assert.equal((await list(bearer)).statusCode, 200);
  assert.equal((await list(bearer)).statusCode, 429);
});

test('who has no token that is live takes nothing, and is answered as ever', async () => {
  for (let n = 0; n < 3 * burst; n += 1) {
    const refused = await list(`nrm_${'x'.repeat(43)}`);
    assert.equal(refused.statusCode, 401);
    assert.equal(refused.headers['ratelimit'], undefined);
  }
});
