import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Person } from '../../../checks/support/stage.ts';
import type { MailAddress } from '../../../platform/mail/mailer.ts';
import { ok } from '../../../platform/pure/result.ts';
import type { Temporal } from '../../../platform/pure/time.ts';
import { ask, holdByLaw, recordConsent, saveContact } from '../commands.ts';
import { weekDays } from './safe-contact.ts';
import { mailTo, reachNow } from './reach.ts';
import type { ContactSaid } from './record.ts';
import type { Answer } from '../rules.ts';
import { answer, dealings, openConsentStage, partyOf, tellDraft, tellRecord } from '../testing.ts';

const stage = await openConsentStage();
const [sam, haven] = [stage.person('Sam Okafor'), stage.person('Haven desk')];

const said: ContactSaid = {
  channel: 'email',
  address: 'safe.contact@mail.example',
  days: weekDays,
  from: '09:00',
  to: '17:00',
  codeWord: 'Lantern',
  sharedWith: undefined,
  voicemail: false,
  letters: false,
  language: 'Tigrinya',
  interpreter: undefined,
  note: undefined,
  fallback: { name: 'Ada of the harbour house', how: 'Ring the house' },
  expiresOn: undefined,
};
const save = (reference: string, more: Partial<ContactSaid> = {}) =>
  stage.run(sam, 'contact:record', reference, (work, permit) =>
    saveContact(work, permit, { ...said, ...more }),
  );
const noon = () =>
  stage.today().toZonedDateTime({ timeZone: 'Europe/London', plainTime: '12:00' }).toInstant();
const mail = (reference: string, at: Temporal.Instant, as: Person = sam) =>
  stage.run(
    as,
    'referral:view',
    reference,
    async (work, { record }) => ok(await mailTo(work, record.recordId)),
    at,
  );

test('a person is written to at their safe address, in its hours alone, and else through their fallback', async () => {
  const { reference } = await tellRecord(stage, sam);
  assert.deepEqual(await mail(reference, noon()), { may: false, why: 'not-recorded', fallback: undefined });
  await save(reference);
  const found = await mail(reference, noon());
  assert.ok(found.may);
  const to: MailAddress = found.to;
  assert.equal(to, said.address);
  const late = await mail(reference, noon().add({ hours: 9 }));
  assert.deepEqual(late, { may: false, why: 'not-this-hour', fallback: said.fallback });
  await save(reference, { channel: 'none', address: undefined, days: [] });
  assert.deepEqual(await mail(reference, noon()), {
    may: false,
    why: 'other-channel',
    fallback: said.fallback,
  });
});

test('of a draft no safe contact is recorded: whoever may yet refuse to be identified must not stand in the ledger', async () => {
  const { reference } = await tellDraft(stage, sam);
  await assert.rejects(save(reference), /not-in-this-stage/);
});

test('of a draft a consent is kept in codes alone, and nothing that takes reasons in words', async () => {
  const { reference, recordId } = await tellDraft(stage, sam);
  const record = (told: Answer['told']) =>
    stage.run(sam, 'consent:record', reference, (work, permit) =>
      recordConsent(work, permit, answer(partyOf(haven), { told })),
    );
  await assert.rejects(record({ interpreter: 'Wendeline Quarry' }), /after-sending/);
  await assert.rejects(
    stage.run(sam, 'override:ask', reference, (work, permit) =>
      ask(work, permit, dealings(stage, sam, haven).override('danger-to-life', true)),
    ),
    /not-in-this-stage/,
  );
  const hold = { party: haven.team.id, ground: 'court-order', reasons: 'Wendeline Quarry said so' };
  await assert.rejects(
    stage.run(sam, 'consent:record', reference, (work, permit) => holdByLaw(work, permit, hold)),
    /not-in-this-stage/,
  );
  await record({});
  const { rows } = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM ledger.payload_account
    WHERE record_id = ${recordId} AND body LIKE '%Quarry%'`.execute(stage.database.superuser);
  assert.equal(rows[0]?.n, 0);
});

test('a change of safe contact is announced to nobody, on no channel', async () => {
  const { reference } = await tellRecord(stage, sam);
  await save(reference);
  const jobs = () =>
    sql<{ n: number }>`SELECT count(*)::integer AS n FROM pgboss.job`.execute(stage.database.superuser);
  const before = (await jobs()).rows[0]?.n;
  await save(reference, { address: 'new.address@mail.example' });
  assert.equal((await jobs()).rows[0]?.n, before);
  const found = await mail(reference, noon());
  assert.ok(found.may && found.to.startsWith('new.address@'));
});

test('how to reach a person is shown to those alone who hold it, and others are told to do nothing', async () => {
  const { reference } = await tellRecord(stage, sam);
  await save(reference);
  await stage.run(sam, 'consent:record', reference, (work, permit) =>
    recordConsent(work, permit, answer(partyOf(haven), { classes: ['identity'] })),
  );
  const found = await mail(reference, noon(), haven);
  assert.deepEqual(found, { may: false, why: 'not-shown', fallback: undefined });
});

test('a safe contact is refused without an address, days, a name to fall back on, or with an end too far off', async () => {
  const { reference } = await tellRecord(stage, sam);
  const wrong: readonly (readonly [Partial<ContactSaid>, RegExp])[] = [
    [{ channel: 'pigeon' }, /contact.channel/],
    [{ address: undefined }, /contact.address/],
    [{ days: [] }, /contact.days/],
    [{ fallback: { name: ' ', how: '' } }, /contact.fallbackName/],
    [{ expiresOn: stage.today().subtract({ days: 1 }) }, /expiry-past/],
    [{ expiresOn: stage.today().add({ days: 400 }) }, /expiry-late/],
  ];
  for (const [change, says] of wrong) await assert.rejects(save(reference, change), says);
  const reach = await stage.run(sam, 'referral:view', reference, async (work, { record }) =>
    ok(await reachNow(work, record.recordId, 'call')),
  );
  assert.deepEqual(reach, { may: false, why: 'not-recorded', fallback: undefined });
});

test('there is no other address for the mailer than the directory’s and the safe contact’s', () => {
  // @ts-expect-error a text is no address
  const forged: MailAddress = 'ada@example.example';
  assert.ok(forged);
});
