import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage } from '../support/stage.ts';

const stage = await openStage();
const token = await stage.token(stage.person('Sam Okafor'));

test('a key that is too short, too long or has spaces is told apart from none, by what it has to be', async () => {
  const problemOf = async (key: string | undefined) => {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(key !== undefined && { 'idempotency-key': key }),
    };
    const answer = await stage.app.inject({ method: 'POST', url: '/api/v1/referrals', headers, payload: {} });
    return [answer.statusCode, answer.json().type, answer.json().detail] as const;
  };
  assert.deepEqual((await problemOf(undefined)).slice(0, 2), [400, '/problems/key-missing']);
  for (const key of ['1', 'seven-7', 'x'.repeat(201), 'with a space']) {
    const [status, type, detail] = await problemOf(key);
    assert.deepEqual([status, type], [400, '/problems/key-unfit'], key);
    assert.match(String(detail), /8 to 200/);
  }
  assert.equal((await problemOf('eight-88'))[0], 422, 'of a key that is one, the rest is judged');
});

test('what the API says of itself says how long a key is', async () => {
  const { body } = await stage.app.inject({ url: '/api/v1/openapi.json' });
  assert.match(body, /8 to 200 printable characters/);
});
