import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openRecord } from '../../../platform/access/open.ts';
import { startSession } from '../../../platform/http/session.ts';
import { append, recordSight } from '../../../platform/ledger/append.ts';
import { asViewer, grant, someEntry } from '../../../platform/ledger/testing.ts';
import { loadPack } from '../../../platform/pack/load.ts';
import { testDatabase } from '../../../platform/testing/database.ts';
import type { Viewer } from '../../../platform/work.ts';
import { listWatched } from '../queries.ts';
import { openPosition, startEntrance } from '../testing.ts';

const database = await testDatabase();
const [server, pack] = await Promise.all([startEntrance(database), loadPack('packs/uk')]);
after(() => server.close());

const positions = async () => ({
  responder: await openPosition(database, 'responder', 'referral'),
  officer: await openPosition(database, 'data-protection-officer', 'accountability'),
});

/** A case of the responder's, watched over by the officer: two changes and as many sights as asked for. */
async function watchedCase(responder: Viewer, officer: Viewer, sights = 1): Promise<string> {
  return asViewer(database.app, responder, async work => {
    const record = await openRecord({ ...work, pack });
    await grant(work, record.recordId, responder);
    await grant(work, record.recordId, officer, ['process', 'trail']);
    await append(work, record, [
      someEntry('draft-opened', []),
      someEntry('referral-submitted', ['identity', 'account']),
    ]);
    for (let seen = 0; seen < sights; seen++)
      await recordSight(work, [record.recordId], 'draft-seen', ['identity', 'contact']);
    return record.reference;
  });
}

async function ask(viewer: Viewer, url: string) {
  const { personId, name, role, organisation, team, purpose } = viewer;
  const { id } = await startSession(database.app, {
    viewer: { personId, name, role, organisation, team, purpose },
    kind: 'browser',
  });
  return server.inject({ url, cookies: { session: id } });
}
/** Entries, whether they have a row of their own or share one. */
const entriesIn = (html: string): number => {
  const [shared, single] = [
    html.split('<details class').length - 1,
    html.split('<li data-entry>').length - 1,
  ];
  return rowsIn(html) - shared + single;
};
const rowsIn = (html: string): number => html.split('<tr class="govuk-table__row">').length - 2;

test('the data protection officer sees who saw and did what, with roles, kinds of data and purpose, and is seen looking', async () => {
  const { responder, officer } = await positions();
  const reference = await watchedCase(responder, officer);
  const first = await ask(officer, `/trail/${reference}`);
  assert.equal(first.statusCode, 200);
  assert.equal(rowsIn(first.body), 3);
  for (const words of [
    responder.name,
    responder.organisation.name,
    'First responder',
    'Sent the referral',
    'Looked at the draft',
    'identity and safe contact',
    'Referral',
  ])
    assert.ok(first.body.includes(words), words);
  assert.doesNotMatch(first.body, /Looked at who saw what/);
  const second = await ask(officer, `/trail/${reference}`);
  assert.equal(rowsIn(second.body), 4);
  assert.ok(second.body.includes('Looked at who saw what') && second.body.includes(officer.name));
});

test('it holds nothing of the case itself', async () => {
  const { responder, officer } = await positions();
  const marked = {
    type: 'referral-submitted',
    payload: {
      process: { state: 'MARKER-process' },
      identity: { name: 'MARKER-identity' },
      account: { words: 'MARKER-account' },
    },
  };
  const reference = await asViewer(database.app, responder, async work => {
    const record = await openRecord({ ...work, pack });
    await grant(work, record.recordId, responder);
    await grant(work, record.recordId, officer, ['process', 'trail']);
    await append(work, record, [marked]);
    return record.reference;
  });
  const page = await ask(officer, `/trail/${reference}`);
  assert.equal(rowsIn(page.body), 1);
  assert.doesNotMatch(page.body, /MARKER/);
});

test('sights and changes can be read apart', async () => {
  const { responder, officer } = await positions();
  const reference = await watchedCase(responder, officer, 2);
  const sights = await ask(officer, `/trail/${reference}?kind=sight`);
  const changes = await ask(officer, `/trail/${reference}?kind=change`);
  assert.equal(entriesIn(sights.body), 2);
  assert.doesNotMatch(sights.body, /Sent the referral/);
  assert.equal(rowsIn(changes.body), 2);
  assert.doesNotMatch(changes.body, /Looked at the draft/);
});

test('a long trail comes in pages, in which every entry stands once', async () => {
  const { responder, officer } = await positions();
  const reference = await watchedCase(responder, officer, 58);
  const first = await ask(officer, `/trail/${reference}`);
  assert.equal(entriesIn(first.body), 50);
  assert.equal(rowsIn(first.body), 1, 'all of one person on one day');
  assert.match(first.body, /50 times, \d\d?:\d\d/);
  const older = /href="(\/trail\/[^"]+before=[^"]+)"/.exec(first.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const second = await ask(officer, older);
  assert.equal(entriesIn(second.body), 10);
  assert.equal(rowsIn(second.body), 3);
  assert.match(second.body, /Began a draft/);
  assert.match(second.body, /Back to the newest/);
});

test('a case that another organisation watches over answers as one that does not exist, by address and by search', async () => {
  const { responder, officer } = await positions();
  const stranger = await openPosition(database, 'data-protection-officer', 'accountability');
  const reference = await watchedCase(responder, officer);
  const nowhere = 'NRM-2222-2222-222';
  for (const path of ['/trail/', '/trail?reference=']) {
    const [hidden, missing] = [await ask(stranger, path + reference), await ask(stranger, path + nowhere)];
    assert.equal(hidden.statusCode, missing.statusCode);
    const bytes = (body: string, typed: string) =>
      body.replaceAll(typed, '').replaceAll(/name="_(csrf|key)" value="[^"]*"/g, '');
    assert.equal(bytes(hidden.body, reference), bytes(missing.body, nowhere), path);
  }
  assert.equal((await ask(stranger, `/trail/${reference}`)).statusCode, 404);
  const typed = reference.toLowerCase().replaceAll('-', ' ');
  assert.ok(
    (await ask(officer, `/trail?reference=${encodeURIComponent(typed)}`)).body.includes(
      `Who saw and did what on ${reference}`,
    ),
  );
});

test('the list holds the cases that the officer’s team watches over, newest first, and no others', async () => {
  const { responder, officer } = await positions();
  const mine: string[] = [];
  for (let made = 0; made < 3; made++) mine.push(await watchedCase(responder, officer));
  const stranger = await openPosition(database, 'data-protection-officer', 'accountability');
  await watchedCase(responder, stranger);
  const listed = await asViewer(database.app, officer, work => listWatched(work));
  const ids = listed.rows.map(row => row.recordId);
  assert.deepEqual(ids, ids.toSorted().toReversed());
  assert.deepEqual(listed.rows.map(row => row.reference).toSorted(), mine.toSorted());
  const rest = await asViewer(database.app, officer, work => listWatched(work, listed.rows[0]?.recordId));
  assert.equal(rest.rows.length, 2);
  assert.deepEqual(
    (await asViewer(database.app, { ...officer, purpose: 'referral' }, work => listWatched(work))).rows,
    [],
  );
});

test('responders do not read who saw what', async () => {
  const { responder, officer } = await positions();
  const reference = await watchedCase(responder, officer);
  assert.equal((await ask(responder, '/trail')).statusCode, 403);
  assert.equal((await ask(responder, `/trail/${reference}`)).statusCode, 403);
});
