/** To who holds one of two referrals alone, nothing tells that there is another. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { openStage, type Person } from '../../../checks/support/stage.ts';
import { ok } from '../../../platform/pure/result.ts';
import { readPdf } from '../../../platform/testing/pdf.ts';
import { findConsents, recordConsent, withdrawConsent } from '../../consent/public.ts';
import { exportReferrals } from '../public.ts';
import { listPairs } from './store.ts';
import { detained, situations, toldOfAnother } from './testing.ts';

const stage = await openStage({
  cast: demonstration => ({
    ...demonstration,
    organisations: [
      ...demonstration.organisations,
      {
        name: 'Recipients (fictional)',
        recipients: ['support-provider'],
        teams: ['Haven', 'Chambers'].map(name => ({
          name,
          purpose: 'referral' as const,
          people: [
            { name: `${name} desk`, email: `${name}@recipients.example`.toLowerCase(), role: 'responder' },
          ],
        })),
      },
    ],
  }),
});
const [sam, alex, lee, dana, jo, haven, chambers] = [
  'Sam Okafor',
  'Alex Morgan',
  'Lee Harker',
  'Dana Whitfield',
  'Jo Lindqvist',
  'Haven desk',
  'Chambers desk',
].map(name => stage.person(name)) as [Person, Person, Person, Person, Person, Person, Person];
const { superuser } = stage.database;
const { adult, get, page, begun, send, linked, idOf } = situations(stage, sam);

/** Every page, answer and document of a record that there is, and every list; as text. */
async function everything(as: Person, reference: string): Promise<ReadonlyMap<string, string>> {
  const urls = stage.composed.routes
    .filter(
      route =>
        route.kind === 'page' || route.kind === 'file' || (route.kind === 'api' && route.method === 'GET'),
    )
    .map(({ path }) => path.replace(':reference', reference))
    .filter(url => !url.includes(':'));
  const found = new Map<string, string>();
  for (const url of [...urls, `/search?q=${reference}`, `/cases?q=${reference}`]) {
    const answer = await get(as, url);
    const isPdf = answer.headers['content-type'] === 'application/pdf';
    if (answer.statusCode === 200)
      found.set(url, isPdf ? readPdf(answer.rawPayload).pages.join('').replaceAll('\n', '') : answer.body);
  }
  return found;
}
const folder = mkdtempSync(join(tmpdir(), 'linked-'));
after(() => rmSync(folder, { recursive: true }));
async function exported(as: Person): Promise<string> {
  const file = join(folder, `${randomUUID()}.ndjson`);
  const { pack, words, policy } = stage.composed;
  await exportReferrals({
    file,
    format: 'ndjson',
    pack,
    policy,
    words: words.en,
    acting: act =>
      stage.run(as, 'referral:export', undefined, async (work, permit) => ok(await act(work, permit))),
  });
  return readFileSync(file, 'utf8');
}

test('to who holds one of the two alone nothing tells of the other: no page, answer, document, list, search, trail or export', async () => {
  const here = await stage.refer(sam, adult());
  const there = await begun(here, adult(detained));
  await send(there);
  assert.deepEqual(await linked(sam, here), [there]);
  const sides = [
    [alex, here, there],
    [jo, here, there],
    [lee, there, here],
  ] as const;
  for (const [as, own, other] of sides) {
    const otherId = await idOf(other);
    const shown = await everything(as, own);
    const least = as === jo ? `/trail/${own}` : `/cases/${own}`;
    assert.ok([...shown.keys()].includes(least), `${as.name}: ${[...shown.keys()].join(' ')}`);
    for (const [url, text] of shown) {
      assert.ok(!text.includes(other), `${as.name} reads ${other} on ${url}`);
      assert.ok(!text.includes(otherId), `${as.name} reads ${otherId} on ${url}`);
      assert.doesNotMatch(text, toldOfAnother, `${as.name} on ${url}`);
    }
  }
  // By the row's own rule, and not because the other record hides it.
  for (const [as, own] of [
    [alex, here],
    [lee, there],
  ] as const) {
    const id = await idOf(own);
    assert.deepEqual(
      await stage.run(as, 'case:view', own, async work => ok(await listPairs(work, [id]))),
      [],
    );
  }
  // Whoever refers may take all they hold in a file: each row is of one person.
  for (const row of (await exported(sam)).trim().split('\n'))
    assert.equal([here, there].filter(each => row.includes(each)).length <= 1, true);
  // Whoever holds both reads of it where it is toldOfAnother, and in nothing that is taken along.
  const own = await everything(sam, here);
  assert.deepEqual(
    [...own]
      .filter(([, text]) => text.includes(there))
      .map(([url]) => url)
      .toSorted(),
    ['/api/v1/referrals', `/api/v1/referrals/${here}`, '/referrals', `/referrals/${here}`],
  );
  for (const as of [dana, jo]) assert.doesNotMatch(await page(as, `/trail/${here}`), toldOfAnother);
  // Nor does what was seen of it: it is the same as where nothing is linked.
  const { rows } = await sql<{
    body: string;
  }>`SELECT body FROM ledger.entry JOIN ledger.payload_trail USING (entry_id)
    WHERE entry.record_id = ${await idOf(here)}::uuid AND type IN ('referral-seen', 'referral-read-by-api')
      AND position > (SELECT max(position) FROM ledger.entry WHERE type = 'situation-linked')`.execute(
    superuser,
  );
  assert.ok(rows.length >= 2, `${rows.length} sights`);
  for (const { body } of rows) assert.deepEqual(JSON.parse(body).classes, ['process']);
});

test('who was shown both by consent sees the link with the accounts of both, and with less sees none', async () => {
  const first = await stage.refer(sam, adult());
  const second = await begun(first);
  await send(second);
  const consent = (to: Person, reference: string, classes: readonly ('identity' | 'account')[]) =>
    stage.run(sam, 'consent:record', reference, (work, permit) =>
      recordConsent(work, permit, {
        answer: 'given',
        purpose: 'support',
        recipient: 'support-provider',
        party: { ...to.team, purpose: to.purpose },
        classes,
        way: 'spoken',
        decider: 'adult-themselves',
        expiresOn: undefined,
        told: {},
      }),
    );
  await consent(haven, first, ['identity', 'account']);
  await consent(chambers, first, ['identity', 'account']);
  assert.deepEqual(await linked(haven, first), []);
  await consent(chambers, second, ['identity']);
  assert.deepEqual(await linked(chambers, first), []);
  assert.deepEqual(await linked(chambers, second), []);
  await consent(haven, second, ['account']);
  assert.deepEqual(await linked(haven, first), [second]);
  const { id } = await stage.run(sam, 'consent:view', second, async (work, { record }) =>
    ok((await findConsents(work, record.recordId)).permissions.at(-1) ?? assert.fail()),
  );
  await stage.run(sam, 'consent:withdraw', second, (work, permit) => withdrawConsent(work, permit, id));
  assert.deepEqual(await linked(haven, first), []);
  assert.doesNotMatch(await page(haven, `/referrals/${first}`), toldOfAnother);
});
