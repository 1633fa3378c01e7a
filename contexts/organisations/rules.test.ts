import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { purposes } from '../../platform/pure/classes.ts';
import { localPath, permitted, rank, whyNothing } from './rules.ts';

const places: readonly (readonly [asked: string | undefined, goes: string])[] = [
  [undefined, '/home'],
  ['', '/home'],
  ['/referrals', '/referrals'],
  ['/referrals/NRM-7KBC-9QXD-R4T/steps/person?lang=cy', '/referrals/NRM-7KBC-9QXD-R4T/steps/person?lang=cy'],
  ['/', '/'],
  ['referrals', '/home'],
  ['https://elsewhere.example/', '/home'],
  ['//elsewhere.example/', '/home'],
  ['/\\elsewhere.example/', '/home'],
  ['/\t/elsewhere.example/', '/home'],
  ['/\n/elsewhere.example/', '/home'],
  [' //elsewhere.example/', '/home'],
  ['javascript:alert(1)', '/home'],
  ['/a b', '/home'],
  ['/\u00e9', '/home'],
  ['/referrals\r\nset-cookie: session=1', '/home'],
  ['/sign-in?to=/sign-in', '/home'],
  ['/sign-in/callback?code=1', '/home'],
  ['/signed-out', '/home'],
  [`/${'a'.repeat(3_000)}`, '/home'],
];
for (const [asked, goes] of places)
  test(`signing in with to=${JSON.stringify(asked?.slice(0, 60))} leads to ${goes}`, () => {
    assert.equal(localPath(asked), goes);
  });

test('whatever is asked for, signing in leads to a page of ours', t => {
  const seed = randomInt(2 ** 31 - 1);
  t.diagnostic(`seed ${seed}`);
  let kept = 0;
  const part = fc.constantFrom(
    '/',
    '\\',
    '//',
    'elsewhere.example',
    '@',
    ':',
    '?',
    '#',
    '%2f',
    '\t',
    '\r',
    '\n',
    '.',
    '..',
    'https:',
    'home',
    '\u2028',
  );
  const asked = fc.oneof(
    fc.string(),
    fc.array(part, { maxLength: 8 }).map(parts => parts.join('')),
    fc.webPath(),
  );
  fc.assert(
    fc.property(asked, path => {
      const goes = localPath(path);
      if (goes === path) kept += 1;
      // As a browser reads the header that sends it there, from any page of ours.
      for (const from of ['https://here.example/sign-in', 'https://here.example/sign-in/callback?code=1'])
        assert.equal(new URL(goes, from).origin, 'https://here.example', JSON.stringify(path));
      assert.doesNotMatch(goes, /[^\x21-\x7e]/);
    }),
    { seed, numRuns: 5_000 },
  );
  assert.ok(kept > 100, `only ${kept} paths were kept as they were: the test proves little`);
});

test('the home page offers what policy permits, in the order of a case, and nothing else', () => {
  const may = (...actions: readonly string[]) =>
    permitted(action => actions.includes(action)).map(({ name }) => name);
  assert.deepEqual(may('trail:list', 'signs:screen'), ['signs', 'trail']);
  assert.deepEqual(may('service:home'), []);
});

test('whoever comes first in a case stands first among the sign-ins, and whoever may do nothing last', () => {
  const ranks = [['queue:view'], ['trail:list', 'signs:screen'], []].map(actions =>
    rank(action => actions.includes(action)),
  );
  assert.deepEqual(ranks, [4, 0, 13]);
});

test('only those who act under immigration control are told of the wall', () => {
  assert.deepEqual(
    purposes.filter(purpose => whyNothing(purpose) === 'wall'),
    ['immigration-control'],
  );
});
