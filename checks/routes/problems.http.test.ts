import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { z } from 'zod';
import { openStage } from '../support/stage.ts';

const stage = await openStage();
const authorization = `Bearer ${await stage.token(stage.person('Sam Okafor'))}`;
const problem = z.object({
  title: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});
const send = async (url: string, payload?: object) => {
  const headers = { authorization, 'idempotency-key': randomUUID() };
  const answer = await stage.app.inject(
    payload ? { method: 'POST', url, headers, payload } : { method: 'GET', url, headers },
  );
  assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
  return { ...problem.parse(answer.json()), status: answer.statusCode, body: answer.body };
};

test('the API says of what is not there that it is not found, in words that are not those of a page', async () => {
  for (const url of ['/api/v1/referrals/NRM-2222-2222-222', '/api/v1/nowhere']) {
    const { status, title, detail } = await send(url);
    assert.deepEqual([status, title], [404, 'Not found']);
    assert.doesNotMatch(detail, /page|link/i);
  }
});

test('a body with an unknown key or a wrong type is refused with the exact field, and nothing that was sent is repeated', async () => {
  const answers = stage.answers();
  const [step = ''] = Object.keys(answers);
  const sent = { ...answers, [step]: { ...answers[step], extraField: 'MARKER' }, another: 1, 'Robin N': 2 };
  const refused = await send('/api/v1/referrals', sent);
  assert.equal(refused.status, 422);
  const fields = (refused.errors ?? []).map(({ field }) => field);
  for (const field of [`${step}.extraField`, 'another', ''])
    assert.ok(fields.includes(field), `${field} in ${fields.join(' ')}`);
  assert.doesNotMatch(refused.body, /MARKER|Robin/);
  const wrong = await send('/api/v1/referrals', { ...answers, [step]: 'MARKER' });
  assert.ok(wrong.errors?.some(({ field }) => field === step));
  assert.doesNotMatch(wrong.body, /MARKER/);
});
