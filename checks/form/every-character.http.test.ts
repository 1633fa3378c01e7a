/** What somebody said is kept byte for byte, in characters of every class that Unicode has, along every way in and out. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { drawFrom, randomFrom } from '../../app/demonstration/draw.ts';
import { startDraft, submitDraft } from '../../contexts/referrals/commands.ts';
import type { Json } from '../../platform/pure/json.ts';
import { formFields } from '../../platform/testing/form-fields.ts';
import { openStage } from '../support/stage.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
console.log(`SEED=${seed}`);
const random = randomFrom(seed);

/** All general categories but Cs: half of a surrogate pair is no character. */
const categories =
  'Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp Cc Cf Co Cn'.split(' ');
/** Of each: the first, the last and others between them. */
const ofEach = 40;

const stage = await openStage();
const sam = stage.person('Sam Okafor');
const browser = await stage.signIn(sam);
const caseworker = await stage.signIn(stage.person('Alex Morgan'));
const authorization = `Bearer ${await stage.token(sam)}`;

const every = charactersByCategory();
const texts = categories.map(category => ({ category, text: textOf(drawn(every.get(category) ?? [])) }));

test('there are characters of every class, up to the last that can be written', () => {
  assert.equal(texts.length, 29);
  for (const [category, all] of every) assert.ok(all.length > 0, category);
  const count = [...every.values()].reduce((sum, all) => sum + all.length, 0);
  // All of Unicode but NUL and the surrogates.
  assert.equal(count, 0x110000 - 2048 - 1);
  console.log(`${count} characters in ${texts.length} classes, ${ofEach} drawn of each`);
});

test('a page keeps them, shows them again, sends them, and the case file and the API give them back', async () => {
  for (const { category, text } of texts) {
    // A browser has one kind of line end alone; the others come by the API.
    const typed = text.replaceAll('\r', '');
    const { reference } = await stage.run(sam, 'referral:start', undefined, (work, permit) =>
      startDraft(work, permit, saying('before')),
    );
    const url = `/referrals/${reference}/steps/account`;
    const page = formFields(await get(browser.cookie, url));
    await send(url, { ...page, statement: typed });
    const again = formFields(await get(browser.cookie, url))['statement'];
    assert.equal(String(again).replaceAll('\r\n', '\n'), typed, `${category}: shown on its page`);
    const kept = await sql<{ answers: string }>`SELECT answers FROM referrals.draft_answer
      WHERE step = 'account' AND record_id = (SELECT record_id FROM access.record WHERE reference = ${reference})`.execute(
      stage.database.superuser,
    );
    assert.ok(
      kept.rows.some(({ answers }) => stringsIn(JSON.parse(answers) as Json).includes(typed)),
      `${category}: in the draft`,
    );
    await stage.run(sam, 'referral:submit', reference, submitDraft);
    await expectEverywhere(category, reference, typed);
  }
});

test('so does the API, line ends of every kind among them', async () => {
  for (const { category, text } of texts) {
    const payload = saying(text);
    const headers = { authorization, 'idempotency-key': randomUUID() };
    const answer = await stage.app.inject({ method: 'POST', url: '/api/v1/referrals', headers, payload });
    assert.equal(answer.statusCode, 201, `${category}: ${answer.body}`);
    await expectEverywhere(category, answer.json<{ reference: string }>().reference, text);
  }
});

test('what cannot be kept is refused with what is wrong, never changed in silence', async () => {
  for (const text of ['NUL: \u0000', 'half a pair: \ud800', 'the other half: \udfff.']) {
    const payload = saying(text);
    const headers = {
      authorization,
      'idempotency-key': randomUUID(),
      'content-type': 'application/json',
    };
    const answer = await stage.app.inject({
      method: 'POST',
      url: '/api/v1/referrals',
      headers,
      payload: JSON.stringify(payload),
    });
    assert.equal(answer.statusCode, 422, JSON.stringify(text));
    assert.match(answer.body, /account\.statement/);
  }
});

const saying = (statement: string) =>
  stage.answers({ account: { statement, manner: 'verbatim' }, place: { circumstances: ['none'] } });

async function expectEverywhere(category: string, reference: string, text: string): Promise<void> {
  const official = await stage.app.inject({
    url: `/api/v1/referrals/${reference}/official`,
    headers: { authorization },
  });
  assert.ok(stringsIn(official.json<Json>()).includes(text), `${category}: in the official form’s order`);
  const shown: string[] = [];
  for (let part = 1; ; part += 1) {
    const body = await get(caseworker.cookie, `/cases/${reference}?part=${part}`);
    for (const [, words = ''] of body.matchAll(/<blockquote[^>]*>([^]*?)<\/blockquote>/g))
      shown.push(decoded(words));
    if (!body.includes('govuk-pagination__next')) break;
  }
  assert.ok(shown.includes(text), `${category}: in the case file`);
}

function charactersByCategory(): ReadonlyMap<string, readonly number[]> {
  const found = new Map(categories.map(category => [category, [] as number[]]));
  const tests = categories.map(category => [category, new RegExp(`\\p{${category}}`, 'u')] as const);
  for (let code = 1; code < 0x110000; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const character = String.fromCodePoint(code);
    const category = tests.find(([, isOf]) => isOf.test(character))?.[0];
    if (category !== undefined) found.get(category)?.push(code);
  }
  return found;
}

function drawn(all: readonly number[]): readonly number[] {
  const [first = 0, last = 0] = [all[0], all.at(-1)];
  const between = Array.from({ length: ofEach }, () => drawFrom(all, random) ?? first);
  return [first, ...between, last];
}

/** Each between two letters, where neither joins nor trims hide what became of it; and spaces at both ends. */
function textOf(codes: readonly number[]): string {
  return `  ${codes.map(code => `a${String.fromCodePoint(code)}b`).join(' ')}\n `;
}

const stringsIn = (value: Json): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
};

/** Character references, as an HTML parser reads them. */
function decoded(html: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return html.replaceAll(/&(?:#(\d+)|(\w+));/g, (_, number?: string, name = '') =>
    number === undefined ? (named[name] ?? '') : String.fromCodePoint(Number(number)),
  );
}

async function get(cookie: string, url: string): Promise<string> {
  const answer = await stage.app.inject({ url, headers: { cookie } });
  assert.equal(answer.statusCode, 200, url);
  return answer.body;
}

async function send(url: string, fields: Readonly<Record<string, string | readonly string[]>>) {
  const body = new URLSearchParams({ _csrf: browser.csrf, _key: randomUUID() });
  for (const [name, value] of Object.entries(fields))
    if (!name.startsWith('_csrf') && name !== '_key')
      for (const one of [value].flat()) body.append(name, one);
  const headers = { cookie: browser.cookie, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await stage.app.inject({ method: 'POST', url, headers, payload: body.toString() });
  assert.equal(answer.statusCode, 303, url);
}
