/** Referrals a second through HTTP against the same rows by one multi-row INSERT per table. */
import { interleave, median, ratioOf } from '../measure.ts';
import { people, settle } from '../people.ts';
import { asSuperuser, makePlace, type Opened } from '../place.ts';
import { report } from '../report.ts';
import { type Serving, serve } from '../serving.ts';
import { type Captured, capture } from './captured.ts';
import { openRaw, type RawWriter, takePoliciesAway } from './raw.ts';
import { openSender, type Sender } from './sender.ts';
import { spentBy, spentSince } from './spent.ts';

const connections = 16;
/** One for each core of a small machine: serving is stateless, and one process uses one core. */
const webProcesses = 2;
const repeats = 6;
const seconds = 5;
/** PostgreSQL keeps a statement's plan from the sixth time on, in each connection of each pool. */
const warmUpSeconds = 12;
const samples = 20;
const target = { atLeast: 0.25 };

/** Prints the comparison; answers how many targets were missed. */
export async function measureReferrals(): Promise<number> {
  const place = await makePlace();
  const serving: Serving[] = [];
  try {
    const opened = await place.open('bench');
    const peopled = await settle(opened);
    const senders = [people.responder, people.otherResponder].map(email => peopled.viewer(email));
    const tokens = await Promise.all(senders.map(as => peopled.token(as)));
    // Only what nobody is connected to can be copied.
    await peopled.connection.close();
    const raw = await place.open('raw', 'bench');
    while (serving.length < webProcesses) serving.push(await serve(opened.app, place.folder));
    const ports = serving.map(({ port }) => port);
    const sender = openSender(peopled, ports, tokens, connections);
    const writer = await openWriter(opened, raw, sender);
    const pids = { web: serving.map(({ pid }) => pid), database: place.pid };
    const isMet = await compare(sender, writer, { opened, raw, pids });
    sender.end();
    await writer.end();
    return isMet ? 0 : 1;
  } finally {
    for (const each of serving) await each.stop();
    await place.end();
  }
}

/** What writes raw the rows of referrals that were just sent. */
async function openWriter(opened: Opened, raw: Opened, sender: Sender): Promise<RawWriter> {
  const captured: Captured[] = [];
  await asSuperuser(opened.superuser, async client => {
    while (captured.length < samples) captured.push(await capture(client, await sender.sendOne()));
  });
  await asSuperuser(raw.superuser, takePoliciesAway);
  return openRaw(raw.superuser, captured, connections);
}

interface Both {
  readonly opened: Opened;
  readonly raw: Opened;
  readonly pids: { readonly web: readonly number[]; readonly database: number };
}

async function compare(sender: Sender, writer: RawWriter, { opened, raw, pids }: Both): Promise<boolean> {
  await sender.send(warmUpSeconds);
  await writer.write(warmUpSeconds / 2);
  // A database that has run for a minute has statistics; these do not wait for it.
  for (const each of [opened, raw]) await asSuperuser(each.superuser, client => client.query('ANALYZE'));
  await sender.send(warmUpSeconds);
  await writer.write(warmUpSeconds / 2);
  const spent = { http: 0, raw: 0 };
  const written = { http: 0, raw: 0 };
  const told = async (name: keyof typeof spent, processes: readonly number[], act: () => Promise<number>) => {
    const before = spentBy(processes, pids.database);
    const rate = await act();
    spent[name] += spentSince(before, spentBy(processes, pids.database));
    written[name] += rate * seconds;
    return rate;
  };
  const figures = await interleave(repeats, {
    http: () => told('http', [...pids.web, process.pid], () => sender.send(seconds)),
    raw: () => told('raw', [process.pid], () => writer.write(seconds)),
  });
  const isMet = report({
    name: 'referrals',
    ours: { is: 'through HTTP, durable', value: median(figures.http), unit: 'a second' },
    against: {
      is: 'one multi-row INSERT per table, no policies',
      value: median(figures.raw),
      unit: 'a second',
    },
    ratio: ratioOf(figures.http, figures.raw),
    target,
  });
  const each = (name: keyof typeof spent) => (spent[name] / written[name]).toFixed(2);
  console.log(`  processor time of all processes for each: ${each('http')} ms; ${each('raw')} ms`);
  return isMet;
}
