import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { freePort, type Instance, settingsFor, someFolder, start } from '../start/instance.ts';
import { root, stageEnvironment } from '../test/child.ts';
import { commandsOf } from './commands.ts';

/** Commands that are tried elsewhere, or cannot be tried here, and why. */
const notRun: Readonly<Record<string, string>> = {
  'npm start': 'checks/start does, and these commands run against what it started',
  'npm test': 'runs this',
  './opennrm migrate': 'needs an address of production; app/config.test.ts and checks/start try its parts',
  './opennrm found founding.yaml':
    'nobody may be here yet; contexts/organisations/founding tries what it does',
  './opennrm found --again': 'the same',
  './opennrm check': 'needs a database of production; app/check.db.test.ts tries what it asks',
  './opennrm serve': 'runs until it is stopped, on a database of production',
  './opennrm worker': 'runs until it is stopped, on a database of production',
};

/** What each document's commands must have said. */
const says: Readonly<Record<string, readonly RegExp[]>> = {
  'README.md': [/^Usage: opennrm/m, /ledger/, /^The ledger is sound\.$/m, /covers \d+ entries/],
  'docs/guides/keys.md': [
    /^Every key is there\.$/m,
    /holds 1 key, sealed/,
    /^New key: k/m,
    /^Recovered: 0 of 1/m,
  ],
  'docs/guides/back-up-and-restore.md': [
    /monday\.backup is whole: \d+ tables/,
    /^Restored from 2/m,
    /^Every key is there\.$/m,
    /^The ledger is sound\.$/m,
  ],
  'docs/guides/import.md': [
    /^4 rows would be sent[^]*^1 row was not taken/m,
    /^\u{feff}?import-row,import-column,import-reason\r?\n5,person\.gender,/mu,
    /^4 rows were sent[^]*^1 row was sent as referrals/m,
    /^\d+ referrals are in /m,
  ],
  'docs/guides/run.md': [/^The ledger is sound\.$/m, /^Every key is there\.$/m],
  'docs/guides/retention.md': [/^Nothing is due\.\n[^]*^Nothing is due\.\n[^]*were written anew/m],
  'docs/guides/operate.md': [/^The ledger is sound\.$/m, /covers \d+ entries/],
};

let instance: Instance;
after(async () => {
  instance.signal('SIGTERM');
  assert.equal(await instance.ended(), 0);
});
const folder = someFolder();
const port = await freePort();
const settings = { ...settingsFor(join(folder, 'data'), port), NRM_DEMONSTRATION_CASES: '12' };
before(async () => {
  instance = start(settings);
  await instance.ready();
});

/** In a folder of their own that looks like the project's, so that what they write stays out of it. */
function run(name: string, lines: readonly string[]) {
  const place = join(folder, name.replaceAll('/', '-'));
  mkdirSync(place);
  for (const part of ['docs', 'opennrm', 'packs']) symlinkSync(join(root, part), join(place, part));
  const here = lines.map(line =>
    line.replaceAll('http://localhost:3000', `http://localhost:${port}`).replaceAll('/tmp/', `${place}/`),
  );
  const done = spawnSync('sh', ['-euc', here.join('\n')], {
    cwd: place,
    env: stageEnvironment(settings),
    encoding: 'utf8',
    timeout: 120_000,
  });
  return { status: done.status, output: done.stdout, errors: done.stderr };
}

/** The guide to the API is left to journeys/api-guide.test.ts, which needs no curl. */
const documents = [
  'README.md',
  ...globSync('docs/guides/*.md', { cwd: root, exclude: ['docs/guides/api.md'] }).sort(),
];
const known = new Map(documents.map(document => [document, commandsOf(join(root, document))] as const));
const bare = (line: string): string => (line.split(/ +#/)[0] ?? '').trim();

test('commands that are not run are still in a document', () => {
  const all = [...known.values()].flat().map(bare);
  for (const line of Object.keys(notRun)) assert.ok(all.includes(line), `${line} is in no document`);
  for (const document of Object.keys(says))
    assert.ok(known.get(document)?.length, `${document} has no commands`);
});

for (const [document, lines] of known) {
  const tried = lines.filter(line => !(bare(line) in notRun));
  if (tried.length === 0) continue;
  test(`the commands of ${document} do what it says`, () => {
    const { status, output, errors } = run(document, tried);
    assert.equal(status, 0, errors);
    for (const words of says[document] ?? []) assert.match(output, words);
  });
}
