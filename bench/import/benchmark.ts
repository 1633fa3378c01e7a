/** Importing referrals from a file against sending each through the API, in one run; and whether memory grows with the file. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { median } from '../measure.ts';
import { people, settle } from '../people.ts';
import { asSuperuser, makePlace } from '../place.ts';
import { openSender } from '../referrals/sender.ts';
import { report } from '../report.ts';
import { type Serving, serve } from '../serving.ts';
import { type Imported, importFile } from './child.ts';
import { writeReferrals } from './file.ts';

const connections = 16;
const webProcesses = 2;
const seconds = 8;
/** Until PostgreSQL keeps the statements' plans, and the code is warm. */
const warmUpSeconds = 12;
const targets = { rate: { atLeast: 3 }, memory: { atMost: 1.3 } };

/** Prints both comparisons; answers how many targets were missed. */
export async function measureImport({
  small,
  large,
}: {
  readonly small: number;
  readonly large: number;
}): Promise<number> {
  const place = await makePlace();
  const serving: Serving[] = [];
  try {
    const opened = await place.open('bench');
    const peopled = await settle(opened);
    const as = peopled.viewer(people.responder);
    const token = await peopled.token(as);
    const tokenFile = join(place.folder, 'token');
    writeFileSync(tokenFile, token, { mode: 0o600 });
    while (serving.length < webProcesses) serving.push(await serve(opened.app, place.folder));
    const sender = openSender(
      peopled,
      serving.map(({ port }) => port),
      [token],
      connections,
    );
    const files = { small: join(place.folder, 'small.ndjson'), large: join(place.folder, 'large.ndjson') };
    writeReferrals(peopled, files.small, small);
    writeReferrals(peopled, files.large, large);
    const importing = (file: string): Promise<Imported> =>
      importFile({ app: opened.app, folder: place.folder, file, tokenFile });
    await sender.send(warmUpSeconds);
    await asSuperuser(opened.superuser, client => client.query('ANALYZE'));
    const rates: number[] = [];
    const send = async () => void rates.push(await sender.send(seconds));
    await send();
    const few = await importing(files.small);
    await send();
    const many = await importing(files.large);
    await send();
    sender.end();
    await peopled.connection.close();
    for (const file of Object.values(files)) rmSync(file);
    return told({ api: median(rates), few: { ...few, rows: small }, many: { ...many, rows: large } });
  } finally {
    for (const each of serving) await each.stop();
    await place.end();
  }
}

type Measured = Imported & { readonly rows: number };

function told({
  api,
  few,
  many,
}: {
  readonly api: number;
  readonly few: Measured;
  readonly many: Measured;
}): number {
  const rate = many.rows / many.seconds;
  const isFast = report({
    name: 'import',
    ours: { is: `${many.rows} referrals from a file`, value: rate, unit: 'a second' },
    against: { is: 'each through HTTP', value: api, unit: 'a second' },
    ratio: rate / api,
    target: targets.rate,
  });
  const isLevel = report({
    name: 'import-memory',
    ours: { is: `at most, of ${many.rows}`, value: many.megabytes, unit: 'MB' },
    against: { is: `of ${few.rows}`, value: few.megabytes, unit: 'MB' },
    ratio: many.megabytes / few.megabytes,
    target: targets.memory,
  });
  return [isFast, isLevel].filter(isMet => !isMet).length;
}
