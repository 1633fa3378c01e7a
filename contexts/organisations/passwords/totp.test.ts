import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from '../../../platform/pure/time.ts';
import { appLink, codeOf, findStep, stepAt, toBase32 } from './totp.ts';

/** RFC 6238, appendix B: SHA-1, eight figures. */
const secret = Buffer.from('12345678901234567890');
const vectors = [
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
] as const;
const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1_000);

test('codes are those of RFC 6238', () => {
  for (const [seconds, code] of vectors) {
    assert.equal(codeOf(secret, stepAt(at(seconds)), 8), code);
    assert.equal(codeOf(secret, stepAt(at(seconds))), code.slice(2), 'six figures are its last six');
  }
});

test('a code counts in its half minute, one earlier and one later, and in no other (ASVS 5.0 V6.5.5)', () => {
  const step = stepAt(at(1_234_567_890));
  const code = codeOf(secret, step);
  const begins = step * 30;
  for (const [seconds, expected] of [
    [begins - 31, undefined],
    [begins - 30, step],
    [begins - 1, step],
    [begins, step],
    [begins + 29, step],
    [begins + 30, step],
    [begins + 59, step],
    [begins + 60, undefined],
  ] as const)
    assert.equal(findStep(secret, code, at(seconds)), expected, String(seconds - begins));
});

test('what is no code of six figures is of no step', () => {
  for (const code of ['', '5924', '89005924', '٠٠٥٩٢٤', '00592४'])
    assert.equal(findStep(secret, code, at(1_234_567_890)), undefined, code);
});

test('secrets are written as RFC 4648 does, and told to an app by a link of their own', () => {
  for (const [text, written] of [
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ] as const)
    assert.equal(toBase32(Buffer.from(text)), written);
  const link = new URL(appLink(secret, { account: 'kim&co@refuge.example', service: 'Help: now?' }));
  assert.equal(link.protocol, 'otpauth:');
  assert.equal(decodeURIComponent(link.pathname), '/Help: now?:kim&co@refuge.example');
  assert.equal(link.searchParams.get('secret'), toBase32(secret));
  assert.equal(link.searchParams.get('issuer'), 'Help: now?');
});
