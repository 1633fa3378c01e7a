import { setTimeout as pause } from 'node:timers/promises';
import { interleave, median, ratioOf } from '../measure.ts';
import { settle } from '../people.ts';
import { asSuperuser, makePlace } from '../place.ts';
import { report } from '../report.ts';
import { serve } from '../serving.ts';
import { type Captured, capture } from './captured.ts';
import { openRaw, takePoliciesAway } from './raw.ts';
import { openSender } from './sender.ts';

const connections = 16;

/** Referrals a second through HTTP against the same rows by one multi-row INSERT per table. Answers how many targets were missed. */
export async function measureReferrals({
  repeats,
  seconds,
}: {
  readonly repeats: number;
  readonly seconds: number;
}): Promise<number> {
  const place = await makePlace();
  try {
    const opened = await place.open('bench');
    const peopled = await settle(opened);
    const senders = ['sam.okafor@northmoor-police.example', 'priya.raman@harbour-light.example'];
    const tokens = await Promise.all(senders.map(email => peopled.token(peopled.viewer(email))));
    await peopled.connection.close();
    const raw = await place.open('raw', 'bench');
    const serving = [await serve(opened.app, place.folder), await serve(opened.app, place.folder)];
    const sender = openSender(
      peopled,
      serving.map(({ port }) => port),
      tokens,
      connections,
    );
    try {
      const references: string[] = [];
      for (let sent = 0; sent < 20; sent++) references.push(await sender.sendOne());
      const captured = await asSuperuser(opened.superuser, async client => {
        const all: Captured[] = [];
        for (const reference of references) all.push(await capture(client, reference));
        return all;
      });
      await asSuperuser(raw.superuser, takePoliciesAway);
      const writer = await openRaw(raw.superuser, captured, connections);
      await sender.send(2);
      const figures = await interleave(repeats, {
        http: async () => (await pause(500), sender.send(seconds)),
        raw: async () => (await pause(500), writer.write(seconds)),
      });
      await writer.end();
      const isMet = report({
        name: 'referrals',
        ours: { is: 'through HTTP, durable', value: median(figures.http), unit: 'a second' },
        against: {
          is: 'one multi-row INSERT per table, no policies',
          value: median(figures.raw),
          unit: 'a second',
        },
        ratio: ratioOf(figures.http, figures.raw),
        target: { atLeast: 0.25 },
      });
      return isMet ? 0 : 1;
    } finally {
      sender.end();
      for (const each of serving) await each.stop();
    }
  } finally {
    await place.end();
  }
}
