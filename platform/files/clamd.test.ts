import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { startFakeClamd } from '../../checks/files/fake-clamd.ts';
import { eicar } from '../../checks/files/two-hundred.ts';
import { clamd, NotScanned } from './clamd.ts';

const fake = await startFakeClamd();
after(() => fake.stop());
const content = async function* (...parts: readonly string[]) {
  for (const part of parts) yield Buffer.from(part);
};

/** A scanner that does something else than answer. */
async function other(does: (socket: Socket) => void): Promise<string> {
  const server = createServer(does).listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => server.close());
  return `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a file with a virus is told from one without, however its parts are cut', async () => {
  const scan = clamd(fake.address);
  assert.equal(await scan(content('Seen from the road.')), 'clean');
  assert.equal(await scan(content()), 'clean');
  assert.equal(await scan(content(eicar)), 'infected');
  assert.equal(await scan(content('before ', eicar.slice(0, 20), eicar.slice(20), ' after')), 'infected');
});

test('a scanner that is not there, is silent, hangs up or cannot say leaves a file unscanned', async () => {
  const nobody = await other(socket => socket.destroy());
  const silent = await other(socket => socket.resume());
  const failing = await other(socket => socket.resume().end('INSTREAM size limit exceeded. ERROR\0'));
  for (const address of [nobody, silent, failing, 'tcp://127.0.0.1:1', 'unix:/nowhere/clamd.ctl'])
    await assert.rejects(clamd(address, 500)(content('x'.repeat(200_000))), NotScanned, address);
});
