import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage, type Person } from '../../checks/support/stage.ts';

const stage = await openStage();
const [alex, chris] = [stage.person('Alex Morgan'), stage.person('Chris Vale')];
const heads = stage.composed.pack.definition.versions[0]?.heads ?? [];
const worked = (finding: string, outcome: string): Record<string, string> => ({
  outcome,
  reasons: 'Weighed together.',
  ...Object.fromEntries(
    heads.flatMap(({ code, elements }) => [
      [`${code}.reasons`, 'Looked at.'],
      ...elements.map(element => [`${code}.${element.code}`, finding] as const),
    ]),
  ),
});
const refer = () =>
  stage.refer(
    stage.person('Sam Okafor'),
    stage.answers({ age: { nation: 'ENG', ageStatus: 'child' }, place: { circumstances: ['none'] } }),
  );

/** One browser: what one request leaves, the next one meets. */
async function browserOf(person: Person) {
  const { cookie, csrf } = await stage.signIn(person);
  const get = async (url: string) => {
    const { statusCode, body, headers } = await stage.app.inject({ url, headers: { cookie } });
    return { status: statusCode, body, banner: bannerIn(body), cookies: headers['set-cookie'] };
  };
  const post = async (
    url: string,
    fields: Readonly<Record<string, string>> = {},
    key: string = randomUUID(),
  ) => {
    const payload = new URLSearchParams({ _csrf: csrf, _key: key, ...fields }).toString();
    const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await stage.app.inject({ method: 'POST', url, headers, payload });
    assert.equal(answer.statusCode, 303, answer.body);
    assert.equal(answer.headers['set-cookie'], undefined, 'nothing of it stands in a cookie');
    return String(answer.headers.location);
  };
  return { get, post };
}
function bannerIn(body: string): string | undefined {
  const banner =
    /<div class="govuk-notification-banner govuk-notification-banner--success" role="alert"[^]*?<\/div>\s*<\/div>/.exec(
      body,
    );
  return banner?.[0]
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

test('what was done is said once, at the top of the page that comes next, and stands in no address', async () => {
  const reference = await refer();
  const [mine, others] = [await browserOf(alex), await browserOf(chris)];
  const at = (rest: string) => `/cases/${reference}${rest}`;
  const done = async (by: typeof mine, path: string, fields: Record<string, string>, words: RegExp) => {
    const to = await by.post(at(path), fields);
    assert.equal(to, at(''));
    assert.match((await by.get(to)).banner ?? 'none', words);
    assert.equal((await by.get(to)).banner, undefined, 'once');
  };
  await done(mine, '/take', {}, /You have taken this case/);
  await done(mine, '/decide/draft', { reasons: 'Half' }, /draft of the decision is saved/);
  await done(mine, '/decide', worked('not-shown', 'negative'), /only if a second reader agrees/);
  await done(
    others,
    '/second-reading',
    { reading: 'return', reasons: 'Look again.' },
    /returned the decision/,
  );
  await done(mine, '/decide', worked('not-shown', 'negative'), /only if a second reader agrees/);
  await done(others, '/second-reading', { reading: 'agree', reasons: 'Yes.' }, /You have agreed/);
  const other = await refer();
  await mine.post(`/cases/${other}/take`);
  assert.equal(await mine.post(`/cases/${other}/decide`, worked('met', 'positive')), `/cases/${other}`);
  assert.match((await mine.get(`/cases/${other}?lang=cy`)).banner ?? '', /Mae’r penderfyniad wedi’i gofnodi/);
});

test('a page that was refused says nothing and leaves it to the next; another session never hears it', async () => {
  const reference = await refer();
  const [mine, others] = [await browserOf(alex), await browserOf(chris)];
  const key = randomUUID();
  await mine.post(`/cases/${reference}/take`, {}, key);
  const missing = await mine.get('/cases/NRM-2222-2222-222');
  assert.deepEqual([missing.status, missing.banner], [404, undefined]);
  assert.equal((await others.get(`/cases/${reference}`)).banner, undefined);
  const twice = await Promise.all([mine.get('/queue'), mine.get('/queue')]);
  assert.equal(twice.filter(({ banner }) => banner?.includes('taken')).length, 1, 'one of two pages');
  await mine.post(`/cases/${reference}/take`, {}, key);
  assert.equal((await mine.get('/queue')).banner, undefined, 'a repeat does nothing, and says nothing');
});

test('a message that no route says is not shown, and is gone', async () => {
  const { get } = await browserOf(alex);
  await sql`UPDATE http.session SET said = 'decisions.said.gone' WHERE person_id = ${alex.personId}`.execute(
    stage.database.superuser,
  );
  const page = await get('/queue');
  assert.deepEqual([page.status, page.banner], [200, undefined]);
});
