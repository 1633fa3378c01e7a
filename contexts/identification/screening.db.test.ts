import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { asViewer, someViewer } from '../../platform/ledger/testing.ts';
import { purposes } from '../../platform/pure/classes.ts';
import { testDatabase } from '../../platform/testing/database.ts';
import type { Viewer } from '../../platform/work.ts';
import type { Noticed } from './model.ts';
import { findScreening } from './queries.ts';
import { saveScreening } from './store.ts';

const database = await testDatabase();
const noticed: Noticed = {
  setting: 'harbour',
  age: 'not-known',
  signs: [
    { sign: 'a1', known: 'observed' },
    { sign: 'w2', known: 'document' },
  ],
};
const save = (viewer: Viewer, what: Noticed = noticed) =>
  asViewer(database.app, viewer, work => saveScreening(work, what));
const find = (viewer: Viewer, id: string) => asViewer(database.app, viewer, work => findScreening(work, id));

test('what was noticed is found again by whoever noticed it and by their team', async () => {
  const robin = someViewer();
  const colleague = { ...robin, personId: randomUUID() };
  const screeningId = await save(robin);
  assert.deepEqual(await find(robin, screeningId), { screeningId, ...noticed });
  assert.deepEqual(await find(colleague, screeningId), { screeningId, ...noticed });
});

test('a screening without a sign is kept too: being worried is enough', async () => {
  const robin = someViewer();
  const screeningId = await save(robin, { ...noticed, signs: [] });
  assert.deepEqual((await find(robin, screeningId))?.signs, []);
});

test('another team of the same organisation, and every other purpose in the same team, find what does not exist', async () => {
  const robin = someViewer();
  const screeningId = await save(robin);
  const nextDoor = { ...robin, personId: randomUUID(), team: { id: randomUUID(), name: 'Next door' } };
  assert.equal(await find(nextDoor, screeningId), undefined);
  for (const purpose of purposes.filter(each => each !== 'referral'))
    assert.equal(await find({ ...robin, purpose }, screeningId), undefined, purpose);
  assert.equal(await find(robin, randomUUID()), undefined);
});

test('nobody keeps a screening for another person or team, or under another purpose', async () => {
  const robin = someViewer();
  const pretend = (as: Viewer, viewer: Viewer) =>
    asViewer(database.app, as, work => saveScreening({ ...work, viewer }, noticed));
  await assert.rejects(pretend(robin, { ...robin, personId: randomUUID() }), /row-level security/);
  await assert.rejects(
    pretend(robin, { ...robin, team: { id: randomUUID(), name: 'Next door' } }),
    /row-level security/,
  );
  const officer = { ...robin, purpose: 'immigration-control' as const };
  await assert.rejects(save(officer), /row-level security/);
});

test('the application can neither change nor delete what was noticed', async () => {
  const robin = someViewer();
  const screeningId = await save(robin);
  const change = asViewer(database.app, robin, ({ db }) =>
    db
      .updateTable('identification.screening')
      .set({ setting: 'market' })
      .where('screening_id', '=', screeningId)
      .execute(),
  );
  await assert.rejects(change, /permission denied/);
  const remove = asViewer(database.app, robin, ({ db }) =>
    db.deleteFrom('identification.screening').where('screening_id', '=', screeningId).execute(),
  );
  await assert.rejects(remove, /permission denied/);
});
