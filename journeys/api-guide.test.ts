import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { askToTakeOver, startDraft } from '../contexts/referrals/public.ts';
import { systemsOf } from '../contexts/organisations/clients/testing.ts';
import { openStage } from '../checks/support/stage.ts';

const guide = readFileSync(join(import.meta.dirname, '../docs/guides/api.md'), 'utf8');
const commands = [...guide.matchAll(/^```sh\n([^]*?)^```/gm)]
  .flatMap(([, block = '']) => block.replaceAll('\\\n', ' ').split('\n'))
  .filter(Boolean);
const stage = await openStage();

/** What a `curl` of the guide sends; a machine that runs the tests need not have `curl`. */
function requestOf(command: string, kept: Readonly<Record<string, string>>) {
  const known = command.replaceAll(/\$(\w+)/g, (_, name: string) => kept[name] ?? assert.fail(name));
  const headers = [...known.matchAll(/-H ["']([\w-]+): ([^"']+)["']/g)].map(
    ([, name = '', value = '']) => [name.toLowerCase(), value] as const,
  );
  const form = formOf(known, kept) ?? askedOf(known);
  const data = /--data (?:'([^']+)'|@(\S+))/.exec(known);
  const json = data && (data[1] ?? kept[data[2] ?? ''] ?? assert.fail(command));
  const url = /http:\/\/localhost:3000(\S+)/.exec(known)?.[1] ?? assert.fail(command);
  const payload = form?.payload ?? json;
  const method = payload ? ('POST' as const) : ('GET' as const);
  return {
    method,
    url,
    headers: { ...Object.fromEntries(headers), ...form?.headers },
    ...(payload && { payload }),
  };
}

/** What `-d` sends for a token, as whom `-u` says. */
function askedOf(command: string) {
  const asks = [...command.matchAll(/-d '(\w+)=([^']+)'/g)].map(
    ([, name = '', value = '']) => [name, value] as [string, string],
  );
  if (asks.length === 0) return undefined;
  const as = /-u "([^"]+)"/.exec(command)?.[1] ?? assert.fail(command);
  return {
    payload: new URLSearchParams(asks).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from(as).toString('base64')}`,
    },
  };
}

/** What `-F` sends: fields, and files that an earlier command wrote. */
function formOf(command: string, kept: Readonly<Record<string, string>>) {
  const parts = [...command.matchAll(/-F '(\w+)=(@?)([^']+)'/g)];
  if (parts.length === 0) return undefined;
  const boundary = 'guide-to-the-api';
  const written = parts.map(([, name = '', at, value = '']) => {
    const file = at ? `; filename="${value}"` : '';
    const content = at ? (kept[value] ?? assert.fail(value)) : value;
    return `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n${content}\r\n`;
  });
  return {
    payload: `${written.join('')}--${boundary}--\r\n`,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}

test('the commands of the guide to the API do what it says, in its order', async () => {
  const email = /--as (\S+)\)/.exec(commands[0] ?? '')?.[1] ?? assert.fail('the guide begins with a token');
  const kept: Record<string, string> = { TOKEN: await stage.token(stage.person(email)) };
  // A draft of the reader's, and one that their team is asked to take over: begun on the pages.
  const [reader, other] = [stage.person(email), stage.person('Priya Raman')];
  const begin = (as: typeof reader) =>
    stage.run(as, 'referral:start', undefined, (work, permit) =>
      startDraft(work, permit, { age: { nation: 'ENG', ageStatus: 'adult' } }),
    );
  kept['DRAFT'] = (await begin(reader)).reference;
  const { reference: theirs } = await begin(other);
  const asked = {
    reason: 'no-capacity',
    team: reader.team.id,
    consent: 'refused',
    way: '',
    classes: [],
  } as const;
  const handOver = await stage.run(other, 'hand-over:ask', theirs, (work, permit) =>
    askToTakeOver(work, permit, asked),
  );
  kept['HAND_OVER'] = handOver.reference;
  const administrators = stage.peopleFor('administration');
  const [first = assert.fail(), second = assert.fail()] = administrators;
  const { id: team } = other.team;
  const system = await systemsOf(stage, first, second).letIn({ team });
  kept['CLIENT_ID'] = system.clientId;
  kept['CLIENT_SECRET'] = system.secret;
  const statuses: number[] = [];
  const problems = [...guide.matchAll(/^\{"type".*$/gm)].map(([shown]) => shown);
  for (const command of commands.slice(1)) {
    if (command.startsWith('node -p')) {
      const path = "paths['/api/v1/referrals'].post.requestBody.content['application/json'].example";
      assert.ok(command.includes(path));
      const description = JSON.parse(kept['openapi.json'] ?? '');
      const { example } = description.paths['/api/v1/referrals'].post.requestBody.content['application/json'];
      kept['referral.json'] = JSON.stringify(example);
      continue;
    }
    const [, written, into] = /^echo '([^']+)' > (\S+)$/.exec(command) ?? [];
    if (written !== undefined && into !== undefined) {
      kept[into] = written;
      continue;
    }
    const answer = await stage.app.inject(requestOf(command, kept));
    statuses.push(answer.statusCode);
    const file = /-o (\S+)/.exec(command)?.[1];
    if (file) kept[file] = answer.body;
    if (answer.statusCode === 201) kept['REFERENCE'] ??= answer.json().reference;
    if (answer.statusCode === 422) {
      const { type, errors } = answer.json();
      const shown = JSON.parse(problems.shift() ?? '');
      assert.equal(type, shown.type);
      assert.deepEqual(errors[0], shown.errors[0]);
    }
  }
  assert.deepEqual(
    statuses,
    [
      200, 200, 201, 200, 200, 201, 200, 200, 200, 200, 201, 200, 201, 200, 200, 201, 201, 200, 201, 200, 201,
      200, 200, 201, 201, 422, 201, 422,
    ],
  );
});
