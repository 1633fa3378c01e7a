import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage, type Person } from '../../../checks/support/stage.ts';
import { ok } from '../../../platform/pure/result.ts';
import { readPdf } from '../../../platform/testing/pdf.ts';
import { findConsents } from '../../consent/public.ts';

const stage = await openStage();
const [sam, bethan, priya] = ['Sam Okafor', 'Bethan Lloyd', 'Priya Raman'].map(name =>
  stage.person(name),
) as [Person, Person, Person];
async function get(as: Person, url: string) {
  const { cookie } = await stage.signIn(as);
  return stage.app.inject({ url, headers: { cookie } });
}
async function post(as: Person, url: string, fields: Readonly<Record<string, string | readonly string[]>>) {
  const { cookie, csrf } = await stage.signIn(as);
  const sent = Object.entries({ ...fields, _csrf: csrf, _key: randomUUID() });
  const payload = new URLSearchParams(
    sent.flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, each])),
  ).toString();
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return stage.app.inject({ method: 'POST', url, headers, payload });
}
async function referAdult(): Promise<string> {
  for (;;) {
    const answers = stage.answers({
      person: { givenName: 'Testina', familyName: 'Marigold' },
      contact: { how: 'phone', phone: '+447700900321' },
      place: { safeAddress: '1 Hidden Lane (fictional)' },
    });
    if (answers['age']?.['ageStatus'] === 'adult') return stage.refer(sam, answers);
  }
}
/** Agreed to, with whom, of what; the consent's id. */
async function agree(reference: string, classes: readonly string[], party = ''): Promise<string> {
  const done = await post(sam, `/consents/${reference}/record`, {
    answer: 'given',
    ...(party
      ? { purpose: 'support', recipient: 'support-provider', party }
      : { purpose: 'legal-advice', recipient: 'solicitor' }),
    classes,
    decider: 'adult-themselves',
    way: 'spoken',
  });
  assert.equal(done.statusCode, 303, done.body);
  return (await permissions(reference)).at(-1)?.id ?? assert.fail();
}
const permissions = (reference: string) =>
  stage.run(sam, 'consent:view', reference, async (work, { record }) =>
    ok((await findConsents(work, record.recordId)).permissions),
  );
const handOver = (reference: string, consent: string, classes: readonly string[], as = sam) =>
  post(as, `/consents/${reference}/hand-over/${consent}`, {
    name: 'Ada Advocate',
    organisation: 'Example Chambers (fictional)',
    classes,
  });
async function copyAt(reference: string) {
  const shown = (await get(sam, `/consents/${reference}`)).body;
  return /\/referrals\/[^"]*\/handed-over\/[^"]*copy\.pdf/.exec(shown)?.[0] ?? assert.fail(shown);
}

test('the form to hand a copy over offers the kinds of data that were agreed to, and no others', async () => {
  const reference = await referAdult();
  const consent = await agree(reference, ['identity', 'contact']);
  const { body } = await get(sam, `/consents/${reference}/hand-over/${consent}`);
  const offered = [...body.matchAll(/name="classes"[^>]* value="([^"]+)"/g)].map(([, name]) => name);
  assert.deepEqual(new Set(offered), new Set(['contact', 'identity']));
});

test('a copy for somebody outside holds what the person agreed to and no more, and says who got it', async () => {
  const reference = await referAdult();
  const consent = await agree(reference, ['identity']);
  const form = (await get(sam, `/consents/${reference}/hand-over/${consent}`)).body;
  assert.doesNotMatch(form, />\s*(?:identity|account|contact)\s*</, 'kinds of data are told in words');
  const done = await handOver(reference, consent, ['identity']);
  assert.equal(done.statusCode, 303, done.body);
  const shown = (await get(sam, `/consents/${reference}`)).body;
  assert.match(shown, /To Ada Advocate, Example Chambers \(fictional\): [^<]*who they are/);
  const pdf = await get(sam, await copyAt(reference));
  assert.equal(pdf.statusCode, 200);
  const text = readPdf(pdf.rawPayload).pages.join(' ').replaceAll('\n', ' ');
  assert.ok(text.includes('Marigold') && text.includes('Ada Advocate'));
  for (const kept of ['7700', 'Hidden Lane']) assert.ok(!text.includes(kept), kept);
  assert.equal((await get(priya, await copyAt(reference))).statusCode, 404);
});

test('without a consent that covers it no copy is handed over: none of another kind, none for a team, none after its end', async () => {
  const reference = await referAdult();
  const consent = await agree(reference, ['identity']);
  assert.equal((await handOver(reference, consent, ['identity', 'contact'])).statusCode, 422);
  assert.equal((await handOver(reference, randomUUID(), ['identity'])).statusCode, 404);
  const ofTeam = await agree(reference, ['identity'], priya.team.id);
  assert.equal((await handOver(reference, ofTeam, ['identity'])).statusCode, 404);
  assert.equal((await handOver(reference, consent, ['identity'])).statusCode, 303);
  const copy = await copyAt(reference);
  await post(sam, `/consents/${reference}/withdraw/${consent}`, {});
  assert.equal((await handOver(reference, consent, ['identity'])).statusCode, 409);
  const again = await get(sam, copy);
  assert.equal(again.statusCode, 303, 'the copy is not taken again');
  assert.ok(again.headers.location?.startsWith(`/referrals/${reference}`));
});

test('the database refuses a copy on no consent, on another class and on one that is over', async () => {
  const reference = await referAdult();
  const consent = await agree(reference, ['identity']);
  const write = (permission: string, classes: string) =>
    stage.run(sam, 'consent:view', reference, async (work, { record }) =>
      ok(
        await sql`INSERT INTO consent.outside_copy (copy_id, record_id, permission_id, classes, made_by, made_at)
          VALUES (${randomUUID()}, ${record.recordId}, ${permission}, ${classes}, ${sam.personId}, now())`.execute(
          work.db,
        ),
      ),
    );
  await write(consent, '{process,identity}');
  for (const [permission, classes] of [
    [randomUUID(), '{process,identity}'],
    [consent, '{process,contact}'],
  ] as const)
    await assert.rejects(write(permission, classes), /row-level security/);
  await post(sam, `/consents/${reference}/withdraw/${consent}`, {});
  await assert.rejects(write(consent, '{process,identity}'), /row-level security/);
});

test('when the consent ends, whoever handed a copy over is told to ask for it back', async () => {
  const reference = await referAdult();
  const consent = await agree(reference, ['identity']);
  await handOver(reference, consent, ['identity']);
  await post(sam, `/consents/${reference}/withdraw/${consent}`, {});
  assert.match(
    (await get(bethan, '/consents')).body,
    new RegExp(`${reference}[\\s\\S]*Ask them to return or destroy`),
  );
  assert.doesNotMatch((await get(priya, '/consents')).body, new RegExp(reference));
});

test('a recipient on the platform reads exactly what was shared, until it ends', async () => {
  const reference = await referAdult();
  const consent = await agree(reference, ['identity'], priya.team.id);
  const at = `/referrals/${reference}/shared`;
  assert.match((await get(priya, `/referrals/${reference}`)).body, new RegExp(at));
  const { body } = await get(priya, at);
  assert.match(body, /Marigold/);
  assert.match(body, /Until the end of/);
  assert.doesNotMatch(body, /7700|Hidden Lane/);
  assert.match((await get(sam, at)).body, /7700/);
  await post(sam, `/consents/${reference}/withdraw/${consent}`, {});
  assert.equal((await get(priya, at)).statusCode, 404);
});

test('a copy is handed over and taken by the API as by the page, and refused where it was not agreed to', async () => {
  const reference = await referAdult();
  const consent = await agree(reference, ['identity']);
  const at = `/api/v1/referrals/${reference}`;
  const token = { authorization: `Bearer ${await stage.token(sam)}` };
  const hand = (payload: object) =>
    stage.app.inject({
      method: 'POST',
      url: `${at}/consents/${consent}/copies`,
      headers: { ...token, 'idempotency-key': randomUUID() },
      payload,
    });
  const given = { name: 'Ada Advocate', organisation: 'Example Chambers (fictional)' };
  assert.equal((await hand({ ...given, classes: ['identity', 'contact'] })).statusCode, 422);
  const made = await hand({ ...given, classes: ['identity'] });
  assert.equal(made.statusCode, 201, made.body);
  const { handOver } = made.json<{ handOver: string }>();
  const told = await stage.app.inject({ url: `${at}/consents`, headers: token });
  const { permissions: listed } = told.json<{
    permissions: { permission: string; standing: string; copies: { handOver: string; to: string }[] }[];
  }>();
  const found = listed.find(({ permission }) => permission === consent);
  assert.equal(found?.standing, 'live');
  assert.deepEqual(
    found?.copies.map(({ handOver: id, to }) => [id, to]),
    [[handOver, 'Ada Advocate, Example Chambers (fictional)']],
  );
  const copy = () => stage.app.inject({ url: `${at}/handed-over/${handOver}/copy.pdf`, headers: token });
  const text = readPdf((await copy()).rawPayload).pages.join(' ');
  assert.match(text, /Marigold/);
  assert.doesNotMatch(text, /7700900321/);
  assert.equal((await post(sam, `/consents/${reference}/withdraw/${consent}`, {})).statusCode, 303);
  assert.equal((await copy()).statusCode, 409, 'nothing is taken after its end');
  assert.equal((await hand({ ...given, classes: ['identity'] })).statusCode, 409);
});
