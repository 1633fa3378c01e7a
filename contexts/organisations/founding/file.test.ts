import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { sampleConsent } from '../../../platform/pack/sample-consent.ts';
import { readFounding } from './file.ts';

const sound = `organisations:
  - name: Watch of Northland
    firstResponder: watch
    domains: [watch.example]
    teams:
      - { name: Accounts, purpose: administration }
    administrators:
      - { name: Kim, email: kim@watch.example }
      - { name: Ash, email: ash@watch.example }
  - name: Refuge of Northland
    domains: [refuge.example]
    teams:
      - { name: Accounts, purpose: administration }
    administrators:
      - { name: Robin, email: robin@refuge.example }
`;
const pack = { authorities: [], firstResponders: [{ code: 'watch', source: 'S' }], consent: sampleConsent };

async function read(t: TestContext, from = '', to = '', all = sound) {
  const dir = await mkdtemp(join(tmpdir(), 'opennrm-found-'));
  t.after(() => rm(dir, { recursive: true }));
  const path = join(dir, 'founding.yaml');
  assert.ok(all.includes(from), from);
  await writeFile(path, all.replace(from, to));
  return readFounding(path, pack);
}

test('a founding file names two organisations and three people, each with an address of their own organisation', async t => {
  const done = await read(t);
  assert.ok(done.ok);
  assert.equal(done.value.length, 2);
});

test('whatever is wrong with a founding file is told with its line', async t => {
  for (const [from, to, line, message] of [
    [
      'email: ash@watch.example',
      'email: ash@fakewatch.example',
      9,
      /must be of a domain of the organisation/,
    ],
    ['email: ash@watch.example', 'email: KIM@watch.example', 9, /stands here twice/],
    ['email: ash@watch.example', 'email: ash', 9, /must be an e-mail address/],
    ['name: Ash,', 'name: "A\\0sh",', 9, /./],
    ['name: Ash,', 'nam: Ash,', 9, /is not a key that a founding file has: did you mean "name"/],
    ['[refuge.example]', '[sub.watch.example]', 11, /is part of, a domain of another organisation/],
    ['      - { name: Ash, email: ash@watch.example }\n', '', 2, /at least 3 administrators/],
    ['firstResponder: watch', 'firstResponder: wacht', 3, /is not in the pack, which has: watch/],
    ['firstResponder: watch', 'recipients: [hause]', 3, /is not in the pack, which has: house, advocate/],
    ['purpose: administration', 'purpose: referral', 6, /must have a team of the purpose "administration"/],
    ['email: robin', 'team: Desk, email: robin', 15, /must be a team above/],
    ['purpose: administration', 'purpose: admin', 6, /must be one of/],
    ['    domains: [watch.example]', '\tdomains: [watch.example]', 4, /begins with a tab/],
  ] as const) {
    const done = await read(t, from, to);
    assert.ok(!done.ok, to);
    assert.match(done.error.map(each => each.message).join('; '), message);
    assert.ok(
      done.error.some(each => each.line === line),
      `${to}: ${JSON.stringify(done.error)}`,
    );
  }
});

test('people of one organisation alone found nothing', async t => {
  const [one = ''] = sound.split('  - name: Refuge');
  const done = await read(
    t,
    'email: ash@watch.example }',
    'email: ash@watch.example }\n      - { name: Mo, email: mo@watch.example }',
    one,
  );
  assert.ok(!done.ok);
  assert.deepEqual(
    done.error.map(each => each.message),
    ['must name at least 2 organisations: people of one alone cannot let each other in'],
  );
});
