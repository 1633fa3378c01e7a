import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage } from '../../checks/support/stage.ts';
import { createLog } from '../../platform/log/log.ts';

const written: string[] = [];
const log = createLog({ destination: { write: (line: string) => void written.push(line) } });
const stage = await openStage({ log });
const information = stage.composed.pack.information;
assert.ok(information);

const addresses = [
  '/information',
  ...information.languages.flatMap(({ code }) =>
    information.pages.map((_, at) => `/information/${code}/${at + 1}`),
  ),
];

test('whoever reads the sheet gets no cookie, and nothing of it is kept or named in the browser', async () => {
  for (const url of addresses) {
    const answer = await stage.app.inject({ url });
    assert.equal(answer.statusCode, 200, url);
    assert.equal(answer.headers['set-cookie'], undefined, url);
    assert.equal(answer.headers['cache-control'], 'no-store', url);
    const [, title = ''] = /<title>([^<]*)<\/title>/.exec(answer.body) ?? [];
    assert.doesNotMatch(title, /NRM|referral|slave|traffick|atgyfeirio/i, url);
    assert.match(answer.body, /govuk-exit-this-page/, url);
    assert.ok(Buffer.byteLength(answer.body) < 60_000, `${url} is ${answer.body.length} characters`);
  }
});

test('the log tells neither who read the sheet nor in which language', async () => {
  written.length = 0;
  await stage.app.inject({ url: '/information/cy/2', headers: { 'user-agent': 'Zebedee' } });
  assert.match(written.join(), /\/information\/:language\/:page/);
  assert.doesNotMatch(written.join(), /\/cy\/|"cy"|Zebedee|127\.0\.0\.1/);
});

test('the sheet is the same for who is signed in', async () => {
  const { cookie } = await stage.signIn(stage.person('sam.okafor@northmoor-police.example'));
  const url = '/information/en/1';
  const [known, unknown] = await Promise.all([
    stage.app.inject({ url, headers: { cookie } }),
    stage.app.inject({ url }),
  ]);
  assert.equal(known.body, unknown.body);
});

test('a short address leads to the sheet of its language, or to all of them', async () => {
  const at = async (url: string) => (await stage.app.inject({ url })).headers.location;
  assert.equal(await at('/i/cy'), '/information/cy/1');
  assert.equal(await at('/i/CY'), '/information/cy/1');
  assert.equal(await at('/i/xx'), '/information');
});

test('a language or page that is not there is not found', async () => {
  for (const url of ['/information/xx/1', '/information/en/0', '/information/en/9', '/information/en/what'])
    assert.equal((await stage.app.inject({ url })).statusCode, 404, url);
});

test('numbers of the sheet are those of the rules and nations of the pack', async () => {
  const { body } = await stage.app.inject({ url: '/information/en/1' });
  assert.match(body, /The aim is <bdi>5<\/bdi> working days/);
  assert.match(body, /at least <bdi>30<\/bdi> days to rest/);
  assert.match(body, /href="tel:999"[^>]*><bdi dir="ltr">999<\/bdi>/);
  assert.match(body, /href="tel:08000121700"[^>]*><bdi dir="ltr">08000 121 700<\/bdi>/);
});

test('a translation that nobody qualified reviewed says so, and the original does not', async () => {
  const marked = async (code: string) =>
    (await stage.app.inject({ url: `/information/${code}/1` })).body.includes(
      information.sheets[code]?.words.notReviewed ?? '',
    );
  for (const { code } of information.languages)
    assert.equal(
      await marked(code),
      code !== information.original && !information.sheets[code]?.review,
      code,
    );
});

test('the responder finds a short address for every language', async () => {
  const { body } = await stage.app.inject({ url: '/information/links' });
  for (const { code, name } of information.languages) {
    assert.ok(body.includes(`localhost:3000/i/${code}`), code);
    assert.ok(body.includes(name), name);
  }
});
