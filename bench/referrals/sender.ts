/** Referrals as other systems send them: whole, each another, over connections that are kept. */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { drawAnswers, randomFrom } from '../../app/demonstration/draw.ts';
import { theForm } from '../../contexts/referrals/public.ts';
import { checkAnswers } from '../../platform/forms/schema.ts';
import { Temporal } from '../../platform/pure/time.ts';
import type { Peopled } from '../people.ts';

export interface Sender {
  /** Sends over all connections for so long; answers how many a second were acknowledged. */
  send(seconds: number): Promise<number>;
  /** Sends one, and answers its reference. */
  sendOne(): Promise<string>;
  end(): void;
}

const drawn = 2_000;

export function openSender(
  { composed, demonstration }: Peopled,
  ports: readonly number[],
  tokens: readonly string[],
  connections: number,
): Sender {
  const random = randomFrom(7);
  const { pack } = composed;
  const form = theForm(pack);
  const today = Temporal.Now.plainDateISO(pack.timeZone);
  const bodies = Array.from({ length: drawn }, () =>
    drawAnswers(pack, form, demonstration.cases.answers, random),
  ).filter(answers => checkAnswers(form, answers, { pack, today }).ok);
  const agents = ports.map(
    () => new Agent({ keepAlive: true, maxSockets: Math.ceil(connections / ports.length) }),
  );
  let sent = 0;
  const sendNext = (place: number): Promise<string> => {
    const answers = bodies[sent++ % bodies.length] ?? {};
    const statement = `${randomUUID()} ${String(answers['account']?.['statement'])}`;
    const body = JSON.stringify({ ...answers, account: { ...answers['account'], statement } });
    const to = place % ports.length;
    return post(ports[to] ?? 0, agents[to] ?? new Agent(), tokens[place % tokens.length] ?? '', body);
  };
  return {
    async send(seconds) {
      const began = performance.now();
      const until = began + seconds * 1_000;
      const counts = await Promise.all(
        Array.from({ length: connections }, async (_, place) => {
          let count = 0;
          for (; performance.now() < until; count++) await sendNext(place);
          return count;
        }),
      );
      return (counts.reduce((sum, count) => sum + count, 0) * 1_000) / (performance.now() - began);
    },
    sendOne: () => sendNext(0),
    end: () => agents.forEach(agent => agent.destroy()),
  };
}

/** @throws where a referral is not acknowledged: a refusal is no work done */
function post(port: number, agent: Agent, token: string, body: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'idempotency-key': randomUUID(),
  };
  const sending = request({ port, agent, method: 'POST', path: '/api/v1/referrals', headers }, answer => {
    let text = '';
    answer.setEncoding('utf8');
    answer.on('data', (part: string) => (text += part));
    answer.on('end', () => {
      if (answer.statusCode === 201) resolve((JSON.parse(text) as { reference: string }).reference);
      else reject(new Error(`A referral was answered with ${answer.statusCode}: ${text}`));
    });
  });
  sending.on('error', reject);
  sending.end(body);
  return promise;
}
