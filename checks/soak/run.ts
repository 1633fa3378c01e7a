import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '../../app/compose.ts';
import { readDemonstration } from '../../app/demonstration/definition.ts';
import { type Random, randomFrom } from '../../app/demonstration/draw.ts';
import { root } from '../test/child.ts';
import { signIn } from './client.ts';
import { type Deployment, makeDeployment } from './deployment.ts';
import { inspect, inspectWhole, retry, type Soaked } from './inspect.ts';
import { write, type Writing } from './writers.ts';

export interface SoakOptions {
  readonly cycles: number;
  readonly seed: number;
  readonly onCycle?: (done: number) => void;
  /** Ends the run, and every process of it. */
  readonly signal?: AbortSignal;
}

export interface SoakResult extends Pick<Soaked, 'retried' | 'lost' | 'doubled' | 'problems'> {
  readonly cycles: number;
  /** Before the kills, in all and in the cycle with the fewest. */
  readonly acknowledged: number;
  readonly least: number;
  readonly drafts: number;
}

/** A cycle that acknowledged fewer proves too little. */
export const leastAcknowledged = 20;
const writers = 8;
const people = ['sam.okafor@northmoor-police.example', 'priya.raman@harbour-light.example'];
const drafter = 'Bethan Lloyd';
const tooMany = 20;

/** Kills server and database under load again and again, and holds what is there against what was acknowledged. */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const deployment = await makeDeployment();
  const held = mkdtempSync(join(tmpdir(), 'opennrm-held-'));
  const stopped = Promise.withResolvers<never>();
  const stop = () => stopped.reject(new Error('The run was stopped'));
  options.signal?.addEventListener('abort', stop);
  try {
    return await Promise.race([stopped.promise, cycles(deployment, held, options)]);
  } finally {
    options.signal?.removeEventListener('abort', stop);
    await deployment.end();
    rmSync(held, { recursive: true, force: true });
  }
}

async function cycles(deployment: Deployment, held: string, options: SoakOptions): Promise<SoakResult> {
  const random = randomFrom(options.seed);
  // A first start that was killed leaves a folder with which the next one must do.
  for (let first = 0; first < 2; first++) await deployment.startAndKill(random() * 4_000);
  await deployment.start();
  const writing = await prepare(deployment, random);
  const state: Soaked = {
    deployment,
    held,
    writing,
    checkpoint: undefined,
    sent: [],
    drafts: [],
    retried: 0,
    position: 0,
    lost: [],
    doubled: [],
    problems: [],
  };
  let [least, acknowledged, done] = [Number.POSITIVE_INFINITY, 0, 0];
  while (
    done < options.cycles &&
    state.lost.length + state.doubled.length + state.problems.length < tooMany
  ) {
    const goal = leastAcknowledged + Math.floor(random() * 30);
    const written = await write(writing, goal, () => deployment.kill(random));
    const count = written.sent.filter(each => each.reference !== undefined).length;
    [least, acknowledged, done] = [Math.min(least, count), acknowledged + count, done + 1];
    if (random() < 0.15) await deployment.startAndKill(random() * 2_500);
    await deployment.start();
    await retry(state, written);
    await inspect(state, written, done);
    options.onCycle?.(done);
  }
  await inspectWhole(state);
  const { drafts, retried, lost, doubled, problems } = state;
  return { cycles: done, acknowledged, least, drafts: drafts.length, retried, lost, doubled, problems };
}

async function prepare(deployment: Deployment, random: Random): Promise<Writing> {
  const packFolder = join(root, 'packs', 'uk');
  const [composed, demonstration] = await Promise.all([compose(packFolder), readDemonstration(packFolder)]);
  if (!demonstration) throw new Error('The pack has no demonstration');
  const printed = await Promise.all(people.map(person => deployment.run('token', '--as', person)));
  const tokens = printed.map(({ text }) => text.trim());
  return {
    url: deployment.url,
    composed,
    demonstration,
    random,
    tokens: Array.from({ length: writers }, (_, place) => tokens[place % tokens.length] ?? ''),
    browser: await signIn(deployment.url, drafter),
  };
}
