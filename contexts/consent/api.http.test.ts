import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Person } from '../../checks/support/stage.ts';
import { openConsentStage } from './testing.ts';

const stage = await openConsentStage();
const [sam, bethan, haven] = ['Sam Okafor', 'Bethan Lloyd', 'Haven desk'].map(name => stage.person(name)) as [
  Person,
  Person,
  Person,
];
const whole = stage.answers();
const refer = () =>
  stage.refer(sam, {
    ...whole,
    age: { ...whole['age'], nation: 'ENG', ageStatus: 'adult' },
  });

interface Listed {
  readonly permission: string;
  readonly standing: string;
  readonly ended: { readonly returns: readonly string[] } | null;
  readonly review: { readonly upheld: boolean | null } | null;
}
interface Answer {
  readonly status: number;
  readonly body: {
    readonly type?: string;
    readonly permission?: string;
    readonly permissions?: readonly Listed[];
    readonly teams?: readonly { readonly party: string; readonly name: string }[];
    readonly errors?: readonly { readonly field: string; readonly message: string }[];
    readonly returns?: readonly string[];
    readonly keeps?: readonly string[];
    readonly tellThePerson?: string;
    readonly tasks?: readonly {
      readonly reference: string;
      readonly kind: string;
      readonly classes: readonly string[];
      readonly still: readonly string[];
    }[];
  };
}
async function call(as: Person, url: string, json?: object, key = randomUUID()): Promise<Answer> {
  const headers = { authorization: `Bearer ${await stage.token(as)}`, 'idempotency-key': key };
  const answer = await stage.app.inject(
    json ? { method: 'POST', url, headers, payload: json } : { method: 'GET', url, headers },
  );
  return { status: answer.statusCode, body: answer.json() };
}
const at = (reference: string, rest = ''): string => `/api/v1/referrals/${reference}${rest}`;
async function newest(reference: string): Promise<Listed> {
  const { body } = await call(sam, at(reference, '/consents'));
  return body.permissions?.at(-1) ?? assert.fail();
}
const sharing = {
  purpose: 'support',
  recipient: 'support-provider',
  party: haven.team.id,
  classes: ['identity'],
};
const agreed = {
  ...sharing,
  answer: 'given',
  decider: 'adult-themselves',
  way: 'spoken',
  language: 'Tigrinya',
};
const asked = { ...sharing, ground: 'crime', reasons: 'He said that he would find her.' };
const agrees = { agrees: 'agree', reasons: 'Weighed against the danger.' };

test('a consent recorded by a program shows the recipient what was agreed to, until it is withdrawn', async () => {
  const reference = await refer();
  const { body: listed } = await call(sam, at(reference, '/consents/teams'));
  assert.ok(listed.teams?.some(({ party, name }) => party === haven.team.id && /Haven/.test(name)));
  const key = randomUUID();
  const done = await call(sam, at(reference, '/consents'), agreed, key);
  assert.equal(done.status, 201, JSON.stringify(done.body));
  assert.deepEqual(await call(sam, at(reference, '/consents'), agreed, key), done);
  assert.equal((await call(haven, at(reference))).status, 200);
  assert.equal((await newest(reference)).permission, done.body.permission);
  const end = at(reference, `/consents/${done.body.permission}/withdrawal`);
  assert.equal((await call(haven, end, {})).status, 403);
  const ended = await call(sam, end, {});
  assert.deepEqual(ended.body.returns, ['identity']);
  assert.match(ended.body.tellThePerson ?? '', /cannot be made unread/);
  assert.equal((await call(haven, at(reference))).status, 404);
  assert.deepEqual((await newest(reference)).ended?.returns, ['identity']);
  assert.equal((await call(sam, end, {})).body.type, '/problems/not-in-this-stage');
});

test('what a consent lacks is named by field as on its page, and nothing is recorded', async () => {
  const reference = await refer();
  const before = (await call(sam, at(reference, '/consents'))).body.permissions?.length;
  const cases = [
    [{ ...agreed, way: undefined }, 'way'],
    [{ ...agreed, classes: ['immigration', 'identity'] }, 'classes'],
    [{ ...agreed, party: randomUUID() }, 'party'],
    [{ ...agreed, decider: 'local-authority', competence: 'x', guardian: 'y' }, 'decider'],
    [{ ...agreed, shoeSize: 5 }, 'shoeSize'],
  ] as const;
  for (const [body, field] of cases) {
    const refused = await call(sam, at(reference, '/consents'), body);
    assert.deepEqual(
      [refused.status, refused.body.errors?.map(each => each.field)],
      [422, [field]],
      JSON.stringify(refused.body),
    );
  }
  const after = (await call(sam, at(reference, '/consents'))).body.permissions?.length;
  assert.equal(after, before);
});

test('another person than who asked decides by a program too, and what is not upheld ends at once', async () => {
  const reference = await refer();
  const { body } = await call(sam, at(reference, '/overrides'), asked);
  const on = (rest: string) => at(reference, `/overrides/${body.permission}/${rest}`);
  const own = await call(sam, on('decision'), agrees);
  assert.deepEqual(
    own.body.errors?.map(({ field }) => field),
    ['agrees'],
  );
  assert.equal((await call(haven, at(reference))).status, 404);
  assert.equal((await call(bethan, on('decision'), agrees)).status, 201);
  assert.equal((await call(haven, at(reference))).status, 200);
  assert.equal((await call(sam, on('review'), agrees)).status, 422);
  const alex = stage.person('Alex Morgan');
  const review = await call(alex, on('review'), { agrees: 'refuse', reasons: 'The threat has passed.' });
  assert.equal(review.status, 201, JSON.stringify(review.body));
  assert.equal((await call(haven, at(reference))).status, 404);
  const ended = await newest(reference);
  assert.deepEqual([ended.standing, ended.review?.upheld], ['ended', false]);
});

test('one person decides at once by a program on an urgent ground alone', async () => {
  const reference = await refer();
  const atOnce = await call(sam, at(reference, '/overrides'), { ...asked, atOnce: true });
  assert.deepEqual(
    atOnce.body.errors?.map(({ field }) => field),
    ['atOnce'],
  );
  const urgent = await call(sam, at(reference, '/overrides'), {
    ...asked,
    ground: 'danger-to-life',
    atOnce: true,
  });
  assert.equal(urgent.status, 201, JSON.stringify(urgent.body));
  assert.equal((await newest(reference)).standing, 'live');
});

test('a recipient reads by a program what it has to return, and keeps what a legal hold lets it keep', async () => {
  const reference = await refer();
  const shared = await call(sam, at(reference, '/consents'), { ...agreed, classes: ['identity', 'contact'] });
  await call(sam, at(reference, `/consents/${shared.body.permission}/withdrawal`), {});
  const own = (body: Answer['body']) => body.tasks?.filter(each => each.reference === reference);
  const { body } = await call(haven, '/api/v1/consents');
  assert.deepEqual(
    own(body)?.map(({ kind, classes, still }) => [kind, classes, still]),
    [['return-or-destroy', ['identity', 'contact'], []]],
  );
  assert.deepEqual(own((await call(bethan, '/api/v1/consents')).body), []);
  const hold = { party: haven.team.id, ground: 'criminal-proceedings', reasons: 'A trial is listed.' };
  const elsewhere = await call(sam, at(await refer(), '/holds'), hold);
  assert.deepEqual(
    elsewhere.body.errors?.map(({ field }) => field),
    ['party'],
  );
  assert.equal((await call(sam, at(reference, '/holds'), hold)).status, 201);
  const again = await call(sam, at(reference, '/consents'), agreed);
  const ended = await call(sam, at(reference, `/consents/${again.body.permission}/withdrawal`), {});
  assert.deepEqual([ended.body.returns, ended.body.keeps], [[], ['identity']]);
});

test('to whom a copy goes is judged as on its page: what cannot be kept exactly is named, and never a fault of ours', async () => {
  const reference = await refer();
  const { party: _, ...outside } = agreed;
  const { body } = await call(sam, at(reference, '/consents'), outside);
  const copies = at(reference, `/consents/${body.permission}/copies`);
  const refused = await call(sam, copies, { name: 'a\u0000b', classes: ['identity'] });
  assert.deepEqual([refused.status, refused.body.errors?.map(({ field }) => field)], [422, ['name']]);
  assert.equal((await call(sam, copies, { name: 'Ada Advocate', classes: ['identity'] })).status, 201);
});
