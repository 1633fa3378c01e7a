import { test } from 'node:test';
import { sql } from 'kysely';
import type { Person } from '../../checks/support/stage.ts';
import assert from 'node:assert/strict';
import { actAs } from '../../platform/db/transaction.ts';
import { ask } from './commands.ts';
import type { Permission } from './model.ts';
import { answer, dealings, openConsentStage, partyOf, tellRecord } from './testing.ts';

const stage = await openConsentStage();
const [sam, bethan, haven] = [
  stage.person('Sam Okafor'),
  stage.person('Bethan Lloyd'),
  stage.person('Haven desk'),
];
const { app, superuser } = stage.database;
const { consent, permissions, newest, withdraw, override, refused } = dealings(stage, sam, haven);

test('the database itself refuses a grant that no live consent covers, or of what its giver does not hold', async () => {
  const [first, second] = [await tellRecord(stage, sam), await tellRecord(stage, sam)];
  const chambers = stage.person('Chambers desk');
  await consent(first.reference, answer(partyOf(haven)));
  await consent(
    first.reference,
    answer(partyOf(chambers), { classes: ['identity'], expiresOn: stage.today() }),
  );
  const [toHaven, toChambers] = await permissions(first.reference);
  assert.ok(toHaven && toChambers);
  const forge = (of: {
    readonly as?: Person;
    readonly record?: string;
    readonly to?: Person;
    readonly class?: string;
    readonly purpose?: string;
    readonly basis?: string;
    readonly on?: Permission;
  }) =>
    app.transaction().execute(async db => {
      const { as = sam, record = first.recordId, to = haven, on = toHaven } = of;
      await actAs(db, as);
      await sql`INSERT INTO access."grant" (record_id, party_id, data_class, purpose, basis, given_by, given_at, until_at, rests_on)
        VALUES (${record}, ${to.team.id}, ${of.class ?? 'location'}, ${of.purpose ?? 'referral'}, ${of.basis ?? 'consent'},
          ${as.personId}, now(), (SELECT until_at FROM consent.permission WHERE permission_id = ${on.id}), ${on.id})`.execute(
        db,
      );
    });
  const secured = /row-level security/;
  await refused(forge({ class: 'location' }), secured);
  await refused(forge({ class: 'identity', record: second.recordId }), secured);
  await refused(forge({ class: 'identity', to: stage.person('Priya Raman') }), secured);
  await refused(forge({ class: 'identity', purpose: 'identification-decision' }), secured);
  await refused(forge({ class: 'identity', basis: 'override' }), secured);
  await sql`UPDATE consent.permission SET until_at = now() - interval '1 minute' WHERE permission_id = ${toChambers.id}`.execute(
    superuser,
  );
  await sql`DELETE FROM access."grant" WHERE rests_on = ${toChambers.id}`.execute(superuser);
  await refused(forge({ class: 'identity', to: chambers, on: toChambers }), secured);
  await sql`DELETE FROM access."grant" WHERE rests_on = ${toHaven.id} AND data_class = 'contact'`.execute(
    superuser,
  );
  await refused(forge({ class: 'contact', as: haven, to: haven }), secured);
  await sql`INSERT INTO access."grant" (record_id, party_id, data_class, purpose, basis, given_by, given_at)
    VALUES (${first.recordId}, ${chambers.team.id}, 'process', 'referral', 'test', ${sam.personId}, now())`.execute(
    superuser,
  );
  await refused(forge({ class: 'contact', as: chambers }), secured);
  await forge({ class: 'contact' });
});

test('the database itself lets nobody show on a legal ground what the rules of the pack do not name', async () => {
  const { recordId } = await tellRecord(stage, sam);
  const forge = (basis: string, purpose: string, dataClass: string) =>
    app.transaction().execute(async db => {
      await actAs(db, sam);
      await sql`INSERT INTO access."grant" (record_id, party_id, data_class, purpose, basis, given_by, given_at)
        VALUES (${recordId}, ${haven.team.id}, ${dataClass}, ${purpose}, ${basis}, ${sam.personId}, now())`.execute(
        db,
      );
    });
  const secured = /row-level security/;
  await refused(forge('because', 'referral', 'identity'), secured);
  await refused(forge('public-task', 'referral', 'reasoning'), secured);
  await refused(forge('duty-to-notify', 'referral', 'location'), secured);
  await refused(forge('consent', 'referral', 'identity'), secured);
  await assert.rejects(
    app.transaction().execute(async db => {
      await actAs(db, sam);
      await sql`INSERT INTO access.legal_ground VALUES ('because', 'referral', 'identity')`.execute(db);
    }),
    /permission denied/,
  );
  await forge('public-task', 'referral', 'identity');
});

test('the database itself lets nobody open again what has ended, decide their own override, or decide in another’s name', async () => {
  const { reference } = await tellRecord(stage, sam);
  await consent(reference, answer(partyOf(haven)));
  const given = (await newest(reference)).id;
  await withdraw(reference);
  await stage.run(sam, 'override:ask', reference, (work, permit) =>
    ask(work, permit, override('crime', false)),
  );
  const asked = (await newest(reference)).id;
  const set = (as: Person, id: string, decidedBy: string | null) =>
    app.transaction().execute(async db => {
      await actAs(db, as);
      await sql`UPDATE consent.permission SET until_at = now() + interval '1 day', decided_by = coalesce(${decidedBy}::uuid, decided_by)
        WHERE permission_id = ${id}`.execute(db);
    });
  await refused(set(sam, given, null), /not opened again/);
  await refused(set(sam, asked, sam.personId), /second_person_decides/);
  await refused(set(sam, asked, bethan.personId), /by whoever decides/);
  await refused(set(bethan, asked, null), /not opened again|no_override_before/);
});
