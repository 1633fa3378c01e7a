import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { exampleWords } from '../testing/page-examples.ts';
import { coreLanguages } from '../text/language.ts';
import { type Mailer, mailTemplates, type Message, write } from './mailer.ts';
import { outboxMailer } from './outbox.ts';
import { staffAddress } from './staff-address.ts';
import { smtpMailer } from './smtp.ts';

const words = await exampleWords();
const sender = {
  from: 'no-reply@nrm.example',
  baseUrl: 'https://nrm.example',
  serviceName: 'OpenNRM',
  words,
};
const token = 'b4bd7f5e-0000-4000-8000-000000000001';
const message = {
  to: staffAddress('duty@authority.example'),
  template: 'work-waiting',
  language: 'en',
  token,
} as const satisfies Message;

interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
}

async function listen(t: TestContext, refuse = false): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => done(refuse ? new Error('No such mailbox') : null),
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(each => each.address),
          text: Buffer.concat(parts).toString(),
        });
        done();
      });
    },
  });
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready));
  t.after(() => new Promise<void>(closed => server.close(() => closed())));
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, received };
}

const sending = (url: string): Mailer => smtpMailer(url, sender);

test('mail tells its reader to sign in, and arrives through a mail server', async t => {
  const { url, received } = await listen(t);
  await sending(url).send(message);
  assert.equal(received.length, 1);
  assert.deepEqual(received[0]?.to, ['duty@authority.example']);
  assert.equal(received[0]?.from, 'no-reply@nrm.example');
  assert.match(received[0]?.text ?? '', /Subject: OpenNRM: work is waiting for your team/);
  assert.match(received[0]?.text ?? '', /^https:\/\/nrm\.example\r?$/m);
});

test('a message sent twice carries one Message-ID, so that it can be known as one', async t => {
  const { url, received } = await listen(t);
  const mailer = sending(url);
  await mailer.send(message);
  await mailer.send(message);
  const ids = received.map(each => /^Message-ID: (.*)$/im.exec(each.text)?.[1]?.trim());
  assert.deepEqual(ids, [`<${token}@nrm.example>`, `<${token}@nrm.example>`]);
});

test('a message that the mail server refuses is an error, so that its job tries again', async t => {
  const { url } = await listen(t, true);
  await assert.rejects(sending(url).send(message));
});

test('a message is not sent in the clear to a mail server that is not known to be this machine', async t => {
  const { url, received } = await listen(t);
  // The same server by an address that the loopback rule does not name.
  await assert.rejects(sending(url.replace('127.0.0.1', '0.0.0.0')).send(message), /TLS/);
  assert.equal(received.length, 0);
});

test('every message has words in every language, the same for every recipient and case', () => {
  for (const template of mailTemplates)
    for (const language of coreLanguages) {
      const shape = template === 'one-time-link' ? { template, secret: 's'.repeat(43) } : { template };
      const one = write({ ...message, ...shape, language }, sender);
      const other = write(
        { to: staffAddress('other@police.example'), ...shape, language, token: 'another' },
        sender,
      );
      assert.equal(one.text, other.text);
      assert.equal(one.subject, other.subject);
      assert.match(one.text, /https:\/\/nrm\.example/);
      assert.doesNotMatch(one.text, /\{/);
    }
});

test('a link to be opened once is made of a secret alone: no text comes into a mail by it', () => {
  const link = { to: message.to, language: 'en', token, template: 'one-time-link' } as const;
  const { text } = write({ ...link, secret: 'aZ09_-'.padEnd(43, 'x') }, sender);
  assert.match(text, /^https:\/\/nrm\.example\/open\/aZ09_-x{37}$/m);
  for (const secret of ['', 'About Aurelia Vex', 's'.repeat(42), `${'s'.repeat(42)}/`, `${'s'.repeat(43)}\n`])
    assert.throws(() => write({ ...link, secret }, sender), /32 bytes/, secret);
});

test('in the evaluation setting a message becomes one file that its owner alone can read', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'outbox-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const mailer = outboxMailer(folder, sender);
  await mailer.send(message);
  await mailer.send(message);
  assert.deepEqual(readdirSync(folder), [`${token}.eml`]);
  const path = join(folder, `${token}.eml`);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.match(readFileSync(path, 'utf8'), /^To: duty@authority\.example$/m);
});

test('a token cannot lead out of the outbox', async () => {
  await assert.rejects(
    outboxMailer('/nonexistent', sender).send({ ...message, token: '../../etc/passwd' }),
    /letters, digits/,
  );
});

test('there is no place in a message for a fact', () => {
  // @ts-expect-error a message has no subject of its own
  const one: Message = { ...message, subject: 'About Aurelia Vex' };
  // @ts-expect-error nor may a template be made up
  const other: Message = { ...message, template: 'Aurelia Vex was referred' };
  assert.doesNotMatch(JSON.stringify(write(one, sender)), /Vex/);
  assert.throws(() => write(other, sender), /no words/);
});
