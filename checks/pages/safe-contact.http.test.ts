/** After a safe contact was changed, no route shows the old number as the way to reach the person, and each warns first. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openStage, type Person } from '../support/stage.ts';
import { readPdf } from '../../platform/testing/pdf.ts';

const stage = await openStage();
const [sam, alex, priya, chris, jo] = [
  'Sam Okafor',
  'Alex Morgan',
  'Priya Raman',
  'Chris Vale',
  'Jo Lindqvist',
].map(name => stage.person(name)) as [Person, Person, Person, Person, Person];
const readers = [sam, alex, priya, chris, jo];
const oldNumber = /7700[\s-]?900[\s-]?321/g;
const noWay = /No way of reaching this person is safe/;
const mark = /Do not use/g;

async function post(as: Person, url: string, fields: Readonly<Record<string, string | readonly string[]>>) {
  const { cookie, csrf } = await stage.signIn(as);
  const sent = Object.entries({ ...fields, _csrf: csrf, _key: randomUUID() });
  const payload = new URLSearchParams(
    sent.flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, each])),
  ).toString();
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await stage.app.inject({ method: 'POST', url, headers, payload });
  assert.equal(answer.statusCode, 303, `${url}: ${answer.body}`);
}

/** Everything as somebody reads it, in the order in which they read it. */
async function read(as: Person, url: string) {
  const { cookie } = await stage.signIn(as);
  const headers = url.startsWith('/api/') ? { authorization: `Bearer ${await stage.token(as)}` } : { cookie };
  const answer = await stage.app.inject({ url, headers });
  if (answer.statusCode !== 200) return undefined;
  const isPdf = answer.headers['content-type'] === 'application/pdf';
  const text = isPdf ? readPdf(answer.rawPayload).pages.join('\n') : answer.body;
  // Lines break where the paper ends.
  return text.slice(Math.max(0, text.indexOf('<main'))).replaceAll(/\s+/g, ' ');
}

/** A case with a number, shared with a support provider who may know how to reach the person, and with somebody outside. */
async function sharedCase() {
  const whole = stage.answers();
  const reference = await stage.refer(sam, {
    ...whole,
    age: { ...whole['age'], nation: 'ENG', ageStatus: 'adult' },
    consent: {
      consent: 'given',
      explainedNrm: true,
      explainedSupport: true,
      explainedOutcomes: true,
      explainedSharing: true,
    },
    contact: { how: 'phone', phone: '+447700900321' },
    children: { has: 'yes' },
    childrenSafety: { told: 'not-yet' },
    recipient: { to: 'person', channels: ['post'], address: 'Old Street, +447700900321', postSafe: true },
  });
  const consent = (party: string) => ({
    answer: 'given',
    ...(party
      ? { purpose: 'support', recipient: 'support-provider' }
      : { purpose: 'legal-advice', recipient: 'solicitor' }),
    ...(party && { party }),
    classes: ['identity', 'contact', 'account'],
    decider: 'adult-themselves',
    way: 'spoken',
  });
  await post(sam, `/consents/${reference}/record`, consent(priya.team.id));
  await post(sam, `/consents/${reference}/record`, consent(''));
  const permission = await idOf(`/consents/${reference}`, /hand-over\/([0-9a-f-]{36})/);
  await post(sam, `/consents/${reference}/hand-over/${permission}`, {
    name: 'Ada Advocate',
    organisation: 'Example Chambers (fictional)',
    classes: ['identity', 'contact'],
  });
  const handOver = await idOf(`/consents/${reference}`, /handed-over\/([^/"]+)\/copy/);
  await post(alex, `/cases/${reference}/take`, {});
  return { reference, permission, handOver, file: await addFile(reference) };
}

async function addFile(reference: string): Promise<string> {
  const { cookie, csrf } = await stage.signIn(sam);
  const form = new FormData();
  form.append('_csrf', csrf);
  form.append('_key', randomUUID());
  form.append('files', new Blob(['What she wrote.']), 'a.txt');
  const encoded = new Response(form);
  const url = `/referrals/${reference}/evidence`;
  const headers = { cookie, 'content-type': encoded.headers.get('content-type') ?? '' };
  const payload = Buffer.from(await encoded.arrayBuffer());
  await stage.app.inject({ method: 'POST', url, headers, payload });
  return idOf(url, /evidence\/([0-9a-f-]{36})/);
}

/** It waits for a second reader, who reads it too. */
async function propose(reference: string): Promise<void> {
  const heads = stage.composed.pack.definition.versions[0]?.heads ?? [];
  await post(alex, `/cases/${reference}/decide`, {
    outcome: 'negative',
    reasons: 'Weighed together.',
    ...Object.fromEntries(
      heads.flatMap(({ code, elements }) => [
        [`${code}.reasons`, 'Looked at.'],
        ...elements.map(element => [`${code}.${element.code}`, 'not-shown'] as const),
      ]),
    ),
  });
}

const idOf = async (url: string, pattern: RegExp) =>
  pattern.exec((await read(sam, url)) ?? '')?.[1] ?? assert.fail(url);

const contact = { letters: 'no', voicemail: 'no', fallback: 'somebody', fallbackName: 'Aunt Fiction' };
const noneSafe = { ...contact, channel: 'none', fallbackHow: 'At the shop' };
const another = {
  ...contact,
  channel: 'email',
  email: 'new.safe@person.example',
  days: ['mon'],
  from: '10:00',
  to: '12:00',
  codeWord: 'Lantern',
  fallbackHow: 'At the shop',
};

const { reference, permission, handOver, file } = await sharedCase();
const places = stage.composed.routes
  .filter(
    route =>
      route.kind === 'page' || route.kind === 'file' || (route.kind === 'api' && route.method === 'GET'),
  )
  .map(({ path }) => path)
  .filter(path => path.includes(':reference'));
/** Of a draft, of a record of another kind, or about what this case does not have: nobody is shown this case there. */
const notOfThisCase = [
  '/consents/:reference/decide/:permission',
  '/consents/:reference/review/:permission',
  '/referrals/:reference/steps/:step',
  '/referrals/:reference/tonight',
  '/referrals/:reference/check',
  '/referrals/:reference/sections',
  '/referrals/:reference/without-consent',
  '/referrals/:reference/notice/steps/:step',
  '/referrals/:reference/notice/check',
  '/notices/:reference',
  '/referrals/:reference/steps/:step/items/:item',
  '/referrals/:reference/steps/:step/items/:item/remove',
  '/referrals/:reference/hand-over',
  '/hand-overs/:reference',
  '/api/v1/referrals/:reference/hand-over',
  '/api/v1/hand-overs/:reference',
  '/requests/:reference/ask',
  '/requests/:reference/check',
  '/requests/:reference/steps/:step',
  '/requests/:reference/tonight',
  // Nobody opened this case in an emergency; of one that was, an officer reads who did and why, and nothing of the case.
  '/openings/:reference/:opening',
];
const filled = (path: string): string =>
  path
    .replace(':reference', reference)
    .replace(':permission', permission)
    .replace(':handOver', handOver)
    .replace('sealed/:step', 'sealed/place')
    .replace('protection/:step', 'protection/childrenSafety')
    .replace('more/:step', 'more/vehicles')
    .replace(':file', file)
    .replace(':step', 'contact')
    .replace(/:[a-zA-Z]+/g, randomUUID());

async function shownAt(path: string) {
  const all = await Promise.all(readers.map(async as => ({ as, text: await read(as, filled(path)) })));
  return all.flatMap(({ as, text }) =>
    text === undefined ? [] : [{ name: `${path} for ${as.name}`, text }],
  );
}

/** Each place where the old number stands is one where it is said that it must not be used. */
function assertMarked({ name, text }: { readonly name: string; readonly text: string }): void {
  for (const { index } of text.matchAll(oldNumber)) {
    // Of a page that asks again the whole page is the old answers.
    const before = text.slice(name.includes('/correct/') ? 0 : Math.max(0, index - 700), index);
    assert.match(
      before,
      new RegExp(mark.source),
      `${name}: the old number stands as the way to reach them: ${before.slice(-300)}`,
    );
  }
}

test('after “no channel is safe” every route of a case warns first, and none shows the old number as a way', async () => {
  await post(sam, `/consents/${reference}/contact`, noneSafe);
  const found = await Promise.all(places.map(async path => [path, await shownAt(path)] as const));
  await propose(reference);
  const second = '/cases/:reference/second-reading';
  const all = [...found.filter(([path]) => path !== second), [second, await shownAt(second)] as const];
  assert.ok((await read(alex, '/queue?view=second-reading'))?.includes('No way of reaching them is safe'));
  for (const [, shown] of all) {
    for (const each of shown) {
      assert.match(each.text, noWay, `${each.name} does not warn`);
      const first = each.text.search(oldNumber);
      if (first >= 0)
        assert.ok(each.text.search(noWay) < first && noWay.test(each.text), `${each.name} warns too late`);
      assertMarked(each);
    }
  }
  // A new route is shown, or somebody says here why it is not.
  assert.deepEqual(
    new Set(all.flatMap(([path, shown]) => (shown.length === 0 ? [path] : []))),
    new Set(notOfThisCase),
  );
});

test('after a change whoever holds the class contact reads the new way, and nobody the old one', async () => {
  await post(sam, `/consents/${reference}/contact`, another);
  for (const path of places) for (const each of await shownAt(path)) assertMarked(each);
  for (const as of [priya, alex])
    for (const path of [
      '/referrals/:reference/shared',
      '/referrals/:reference/referral.pdf',
      '/referrals/:reference/official.csv',
      '/api/v1/referrals/:reference/official',
    ]) {
      const text = (await read(as, filled(path))) ?? assert.fail(`${path} for ${as.name}`);
      for (const part of ['new.safe@person.example', 'Lantern', 'Aunt Fiction'])
        assert.ok(text.includes(part), `${path} does not tell ${as.name}: ${part}`);
    }
});
