import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Person } from '../../../checks/support/stage.ts';
import { openConsentStage } from '../testing.ts';

const stage = await openConsentStage();
const [sam, alex, haven, chambers, jo] = [
  'Sam Okafor',
  'Alex Morgan',
  'Haven desk',
  'Chambers desk',
  'Jo Lindqvist',
].map(name => stage.person(name)) as [Person, Person, Person, Person, Person];
const whole = stage.answers();
const refer = () =>
  stage.refer(sam, {
    ...whole,
    contact: { how: 'phone', phone: '+447700900321' },
    consent: { ...whole['consent'], consent: 'given' },
    age: { ...whole['age'], nation: 'ENG', ageStatus: 'adult' },
  });

interface Answer {
  readonly status: number;
  readonly body: {
    readonly type?: string;
    readonly warnings?: readonly { readonly code: string; readonly text: string }[];
    readonly errors?: readonly { readonly field: string; readonly message: string }[];
    readonly referrals?: readonly {
      readonly reference: string;
      readonly warnings: readonly { code: string }[];
    }[];
    readonly counts?: boolean;
    readonly contact?: Readonly<Record<string, unknown>> | null;
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
const codes = ({ body }: Answer) => body.warnings?.map(({ code }) => code);

const timed = {
  channel: 'phone-call',
  phone: '+447700900555',
  days: ['mon'],
  from: '10:00',
  to: '12:00',
  voicemail: 'no',
  letters: 'no',
  codeWord: 'Lantern',
  fallback: 'somebody',
  fallbackName: 'Ada of the harbour house',
  fallbackHow: 'Ring the house.',
};
const none = { channel: 'none', letters: 'no', fallback: 'none-safe' };
async function share(as: Person, reference: string, party: Person, classes: readonly string[]) {
  const done = await call(as, at(reference, '/consents'), {
    answer: 'given',
    purpose: 'support',
    recipient: 'support-provider',
    party: party.team.id,
    classes,
    decider: 'adult-themselves',
    way: 'spoken',
  });
  assert.equal(done.status, 201, JSON.stringify(done.body));
}

test('a program records how it is safe to reach a person, once a key, and reads it as it stands', async () => {
  const reference = await refer();
  const key = randomUUID();
  const done = await call(sam, at(reference, '/contact'), timed, key);
  assert.deepEqual([done.status, codes(done)], [201, []]);
  assert.deepEqual(await call(sam, at(reference, '/contact'), timed, key), done);
  for (const as of [sam, alex]) {
    const { body } = await call(as, at(reference, '/contact'));
    assert.deepEqual(
      [body.counts, body.contact?.['address'], body.contact?.['codeWord'], body.contact?.['days']],
      [true, '+447700900555', 'Lantern', ['mon']],
    );
  }
});

test('what may not be used is given to no program as a way: no safe way, and what was corrected since', async () => {
  const reference = await refer();
  assert.deepEqual(codes(await call(sam, at(reference, '/contact'), none)), ['no-safe-way', 'nobody-safe']);
  const { body } = await call(alex, at(reference, '/contact'));
  assert.deepEqual([body.counts, body.contact?.['address']], [false, null]);
  await call(sam, at(reference, '/contact'), timed);
  const corrected = await call(sam, at(reference, '/corrections'), {
    step: 'contact',
    answers: { phone: '+447700900777' },
    why: 'She has another phone.',
  });
  assert.ok(codes(corrected)?.includes('outdated'), JSON.stringify(corrected));
  const after = await call(sam, at(reference, '/contact'));
  assert.deepEqual([after.body.counts, after.body.contact?.['address']], [false, null]);
});

test('of a number with which nobody said when it is safe, no program is given the number', async () => {
  const reference = await refer();
  const { body } = await call(sam, at(reference, '/contact'));
  assert.deepEqual([body.counts, body.contact?.['address']], [false, null]);
  assert.deepEqual(
    body.warnings?.map(({ code }) => code),
    ['times-not-said'],
  );
});

test('a recipient is told how, where it was shared with them; else that no way is safe, and nothing more', async () => {
  const reference = await refer();
  await share(sam, reference, haven, ['identity', 'contact']);
  await share(sam, reference, chambers, ['identity']);
  await call(sam, at(reference, '/contact'), { ...none, note: 'Brother reads her phone' });
  const [shown, hidden] = await Promise.all([haven, chambers].map(as => call(as, at(reference, '/contact'))));
  assert.equal(shown?.body.contact?.['note'], 'Brother reads her phone');
  assert.deepEqual([hidden?.body.contact, hidden && codes(hidden)], [null, ['no-safe-way', 'nobody-safe']]);
  assert.equal((await call(chambers, at(reference, '/contact'), timed)).status, 403);
  assert.equal((await call(jo, at(reference, '/contact'))).status, 403);
  const unknown = await call(haven, at(await refer(), '/contact'));
  assert.deepEqual([unknown.status, unknown.body.type], [404, '/problems/not-found']);
});

test('every answer about a referral says what must be known before anybody is reached, lists too', async () => {
  const reference = await refer();
  await call(sam, at(reference, '/contact'), none);
  for (const rest of ['', '/consents', '/messages', '/evidence', '/official'])
    assert.equal(codes(await call(sam, at(reference, rest)))?.[0], 'no-safe-way', rest);
  assert.equal(codes(await call(sam, at(reference, '/messages'), { text: 'Seen.' }))?.[0], 'no-safe-way');
  const { body } = await call(sam, '/api/v1/referrals');
  const listed = body.referrals?.find(each => each.reference === reference);
  assert.deepEqual(
    listed?.warnings.map(({ code }) => code),
    ['no-safe-way', 'nobody-safe'],
  );
});

test('what a safe contact lacks is named by field, in plain words, and nothing is recorded', async () => {
  const reference = await refer();
  const { days: _, ...withoutDays } = timed;
  const refused = await call(sam, at(reference, '/contact'), withoutDays);
  assert.equal(refused.status, 422);
  assert.deepEqual(
    refused.body.errors?.map(({ field }) => field),
    ['days'],
  );
  assert.match(refused.body.errors?.[0]?.message ?? '', /^Select/);
  const contradicting = await call(sam, at(reference, '/contact'), { ...none, letters: 'yes' });
  assert.deepEqual(
    contradicting.body.errors?.map(({ field }) => field),
    ['letters'],
  );
});

test('a match of a search says first that no way of reaching the person is safe', async () => {
  const reference = await refer();
  await call(sam, at(reference, '/contact'), none);
  const { cookie, csrf } = await stage.signIn(alex);
  const payload = new URLSearchParams({ _csrf: csrf, _key: randomUUID(), q: reference }).toString();
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await stage.app.inject({ method: 'POST', url: '/search', headers, payload });
  assert.match(answer.body, new RegExp(`${reference}[\\s\\S]*No way of reaching this person is safe`));
});
