import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JsonObject } from '../pure/json.ts';
import { bodyOf, type EntryRow, entryBytes, newSalt, payloadDigest } from './digest.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
console.log(`digest: seed ${seed}`);

const row: EntryRow = {
  entryId: '0193a6c0-0000-7000-8000-000000000001',
  recordId: '0193a6c0-0000-7000-8000-000000000002',
  version: 1,
  kind: 'change',
  type: 'referral-submitted',
  at: '2026-03-02T09:30:00.123456Z',
  actorId: '0193a6c0-0000-7000-8000-000000000003',
  organisationId: '0193a6c0-0000-7000-8000-000000000004',
  teamId: '0193a6c0-0000-7000-8000-000000000005',
  purpose: 'referral',
  digests: { process: '00', account: '11' },
  epoch: 1,
  xid: '771',
  position: 5,
};

test('a payload’s digest is SHA-256 over salt, class and body', () => {
  const salt = newSalt();
  const expected = createHash('sha256').update(salt).update('third-party{"name":"Ŵ"}').digest('hex');
  assert.equal(payloadDigest(salt, 'third-party', '{"name":"Ŵ"}'), expected);
  assert.notEqual(payloadDigest(newSalt(), 'third-party', '{"name":"Ŵ"}'), expected);
});

test('every column of an entry changes its bytes, and the order of its digests does not', () => {
  const bytes = entryBytes(row).toString('utf8');
  const changes: Partial<EntryRow>[] = [
    ...(
      [
        'entryId',
        'recordId',
        'kind',
        'type',
        'at',
        'actorId',
        'organisationId',
        'teamId',
        'purpose',
        'xid',
      ] as const
    ).map(column => ({ [column]: `${row[column]}x` })),
    { version: null },
    { version: 2 },
    { epoch: 2 },
    { position: 6 },
    { digests: { process: '00' } },
    { digests: { process: '00', account: '12' } },
  ];
  assert.equal(changes.length, Object.keys(row).length + 2);
  for (const change of changes) assert.notEqual(entryBytes({ ...row, ...change }).toString('utf8'), bytes);
  assert.equal(entryBytes({ ...row, digests: { account: '11', process: '00' } }).toString('utf8'), bytes);
});

test('a body that JSON or PostgreSQL would keep as something else is refused without being quoted', () => {
  const unkeepable: unknown[] = [
    { a: 'secret\0' },
    { a: 'secret\ud800' },
    { '\udc00secret': 1 },
    { a: [Number.NaN] },
    { a: -0 },
    { a: Infinity },
    { a: undefined },
    { a: new Date(0) },
    { a: { toJSON: 'secret' } },
    { a: 1n },
  ];
  for (const value of unkeepable)
    assert.throws(
      () => bodyOf(value as JsonObject),
      (error: Error) => error instanceof TypeError && !error.message.includes('secret'),
    );
});

test('any other JSON comes back from its body as it was given', () => {
  const text = fc.string({ unit: 'binary' }).filter(each => each.isWellFormed() && !each.includes('\0'));
  const given = fc.dictionary(
    text,
    fc.jsonValue({ stringUnit: 'grapheme', noUnicodeString: false }) as fc.Arbitrary<unknown>,
  );
  fc.assert(
    fc.property(given, value => {
      const clean = JSON.parse(JSON.stringify(value)) as JsonObject;
      if (/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(clean))) return;
      assert.deepEqual(JSON.parse(bodyOf(clean)), clean);
    }),
    { seed, numRuns: 500 },
  );
});
