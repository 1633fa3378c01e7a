import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStage, packFolders, type Person, type Stage } from '../../../checks/support/stage.ts';
import type { Answers } from '../../../platform/forms/definition.ts';
import { startDraft } from '../commands.ts';
import { sending } from '../evidence/testing.ts';

type Fields = Readonly<Record<string, string | string[]>>;
const uk = await openStage();
const merrow = await openStage({ pack: packFolders['example'] });

async function browser(stage: Stage, as: Person) {
  const { cookie, csrf } = await stage.signIn(as);
  return {
    get: (url: string) => stage.app.inject({ url, headers: { cookie } }),
    post: (url: string, fields: Fields) => {
      const form = new URLSearchParams({ _csrf: csrf, _key: randomUUID() });
      for (const [name, value] of Object.entries(fields))
        for (const each of [value].flat()) form.append(name, each);
      const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
      return stage.app.inject({ method: 'POST', url, headers, payload: form.toString() });
    },
  };
}
async function handedOver(
  stage: Stage,
  [asks, asked]: readonly [Person, Person],
  told: Answers,
  fields: Fields,
) {
  const [one, other] = [await browser(stage, asks), await browser(stage, asked)];
  const { reference: draft } = await stage.run(asks, 'referral:start', undefined, (work, permit) =>
    startDraft(work, permit, told),
  );
  const done = await one.post(`/referrals/${draft}/hand-over`, { team: asked.team.id, ...fields });
  assert.equal(done.statusCode, 303, done.body);
  const at = String(done.headers.location).split('?')[0] ?? '';
  /** Whatever the database has under the reference, as its owner sees it. */
  const rows = async (reference: string) => {
    const found = await sql<{ answers: string }>`SELECT answers FROM referrals.draft_answer
      JOIN access.record USING (record_id) WHERE reference = ${reference}`.execute(stage.database.superuser);
    return found.rows.map(({ answers }) => answers).join('\n');
  };
  const seen = async () => {
    const headers = { authorization: `Bearer ${await stage.token(asked)}` };
    const byProgram = await stage.app.inject({ url: `/api/v1${at}`, headers });
    return (await other.get(at)).body + byProgram.body;
  };
  const takeOver = async () => {
    const { body } = await other.get(at);
    const taken = await other.post(`${at}/accept`, {
      seen: /name="seen" value="([^"]*)"/.exec(body)?.[1] ?? '',
    });
    return {
      ...taken,
      statusCode: taken.statusCode,
      own: String(taken.headers.location).split('/').at(-1)?.split('?')[0] ?? '',
    };
  };
  return { draft, one, rows, seen, takeOver };
}
const [sam, priya] = [uk.person('Sam Okafor'), uk.person('Priya Raman')];
const explained = {
  explainedNrm: true,
  explainedSupport: true,
  explainedOutcomes: true,
  explainedSharing: true,
};

test('what an answer made irrelevant is shown to no other team, nor taken over, and stays with those who wrote it (uk)', async () => {
  const told = uk.answers({
    age: { nation: 'ENG', ageStatus: 'adult' },
    consent: { consent: 'given', ...explained },
    person: { givenName: 'Markshown' },
    // As a child's, before it was known that they are an adult.
    child: { authorityTold: 'not-yet', spokenTo: 'Markcouncil' },
    guardian: { told: 'yes', spokenTo: 'Markguardian' },
    situation: { still: 'no', held: 'Markheld' },
  });
  const asked = {
    reason: 'no-capacity',
    consent: 'given',
    way: 'spoken',
    classes: ['identity', 'account', 'contact', 'location'],
  };
  const { draft, rows, seen, takeOver } = await handedOver(uk, [sam, priya], told, asked);
  const gone = ['Markcouncil', 'Markguardian', 'Markheld'];
  const shown = await seen();
  assert.ok(shown.includes('Markshown'));
  for (const mark of gone) assert.ok(!shown.includes(mark), `${mark} is shown`);
  const kept = await rows(draft);
  for (const mark of gone) assert.ok(kept.includes(mark), `${mark} is kept aside`);
  const { own } = await takeOver();
  const carried = await rows(own);
  assert.ok(carried.includes('Markshown'));
  for (const mark of gone) assert.ok(!carried.includes(mark), `${mark} was taken over`);
});

test('what somebody’s next answer makes irrelevant is shown no more from that answer on, and comes back with it', async () => {
  const told = uk.answers({
    age: { nation: 'ENG', ageStatus: 'child' },
    situation: { still: 'yes', held: 'Markheld', manner: 'verbatim' },
  });
  const { draft, one, seen } = await handedOver(uk, [sam, priya], told, { reason: 'no-capacity' });
  const answer = async (still: string, more: Fields) => {
    const done = await one.post(`/referrals/${draft}/steps/situation`, {
      still,
      manner: 'verbatim',
      ...more,
    });
    assert.equal(done.statusCode, 303, done.body);
  };
  assert.ok((await seen()).includes('Markheld'));
  await answer('no', { left: 'Markleft', held: 'Markheld' });
  const now = await seen();
  assert.ok(now.includes('Markleft') && !now.includes('Markheld'));
  await answer('yes', { left: 'Markleft', held: 'Markheld' });
  const again = await seen();
  assert.ok(again.includes('Markheld') && !again.includes('Markleft'));
});

test('what an answer made irrelevant is shown to no other team, nor taken over, and stays with those who wrote it (example)', async () => {
  const told = merrow.answers({
    age: { age: 'child', urgent: ['none'] },
    agreement: { agrees: 'given', decider: 'elder', competence: 'Markcompetence' },
    who: { name: 'Markshown' },
  });
  const people = [merrow.person('Ilo Tarn'), merrow.person('Edda Sound')] as const;
  const { draft, rows, seen, takeOver } = await handedOver(merrow, people, told, { reason: 'lamp-out' });
  const shown = await seen();
  assert.ok(shown.includes('Markshown') && !shown.includes('Markcompetence'));
  assert.ok((await rows(draft)).includes('Markcompetence'));
  assert.ok(!(await rows((await takeOver()).own)).includes('Markcompetence'));
});

test('no file comes into a draft that another team is asked to take over, since it would end with the draft', async () => {
  const told = uk.answers({ age: { nation: 'ENG', ageStatus: 'child' } });
  const { draft, rows, takeOver } = await handedOver(uk, [sam, priya], told, { reason: 'no-capacity' });
  const { add } = sending(uk, sam, await uk.signIn(sam));
  const sent = await add(draft, { files: [['a.txt', 'The van by the yard.']] });
  assert.equal(sent.status, 422, sent.body);
  assert.match(sent.body, /files are not handed over/);
  const headers = { authorization: `Bearer ${await uk.token(sam)}`, 'idempotency-key': randomUUID() };
  const form = new FormData();
  form.append('files', new Blob(['The van by the yard.']), 'a.txt');
  const encoded = new Response(form);
  const byProgram = await uk.app.inject({
    method: 'POST',
    url: `/api/v1/referrals/${draft}/evidence`,
    headers: { ...headers, 'content-type': encoded.headers.get('content-type') ?? '' },
    payload: Buffer.from(await encoded.arrayBuffer()),
  });
  assert.ok(byProgram.statusCode >= 400 && byProgram.statusCode < 500, byProgram.body);
  await assert.rejects(
    sql`INSERT INTO referrals.draft_file (file_id, record_id, data_class, about, added_at, added_by, author)
      SELECT gen_random_uuid(), record_id, 'account', '{}', now(), ${sam.personId}, '{}' FROM access.record
      WHERE reference = ${draft}`.execute(uk.database.superuser),
    /takes no files/,
  );
  assert.equal((await takeOver()).statusCode, 303);
  assert.equal(await rows(draft), '');
});
