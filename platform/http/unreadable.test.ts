import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readableUrl } from './unreadable.ts';

test('an address that can be decoded is left as it is', () => {
  for (const url of [
    '/',
    '/home?lang=%zz',
    '/cases/NRM-7KBC-9QXD-R4T',
    '/a%20b',
    '/%F0%9F%91%A9',
    '/x?y=%00',
  ])
    assert.equal(readableUrl(url), url);
});

test('an address that names nothing is asked for as one that does not exist', () => {
  for (const url of ['/%zz', '/%E0%A4%A', '/%ff', '/a%00b', '//', 'home', '*', 'http://['])
    assert.equal(readableUrl(url), '/no-such-address');
  assert.equal(readableUrl('/api/v1/%00'), '/api/no-such-address');
});
