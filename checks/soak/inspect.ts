import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { verifyLedger, writeCheckpoint } from '../../app/cli/ledger.ts';
import { connect } from '../../platform/db/connect.ts';
import { readSigner } from '../../platform/ledger/note.ts';
import { saveDraft, send, showsDraft, stageOf } from './client.ts';
import type { Deployment } from './deployment.ts';
import {
  compare,
  type Compared,
  compareDrafts,
  compareJobs,
  compareProjections,
  findReferrals,
  refuseUnsafe,
} from './findings.ts';
import { problemOf, type Sent, type SentDraft } from './sent.ts';
import type { Writing, Written } from './writers.ts';

/** A run so far. */
export interface Soaked {
  readonly deployment: Deployment;
  readonly writing: Writing;
  /** Where somebody else keeps checkpoints, and the newest of them. */
  readonly held: string;
  checkpoint: string | undefined;
  readonly sent: Sent[];
  readonly drafts: SentDraft[];
  /** Referrals that were sent again after a restart, since nothing was acknowledged before it. */
  retried: number;
  /** How far the ledger was compared. */
  position: number;
  readonly lost: string[];
  readonly doubled: string[];
  /** Everything else that must not be. */
  readonly problems: string[];
}

/** Clients go on where they stopped: what was not acknowledged is sent again with its key, and a little of what was. */
export async function retry(state: Soaked, { sent, drafts, problems }: Written): Promise<void> {
  const { url, browser, random } = state.writing;
  state.sent.push(...sent);
  state.drafts.push(...drafts);
  state.problems.push(...problems);
  const open = sent.filter(each => each.reference === undefined);
  state.retried += open.length;
  const again = [...open, ...sent.filter(each => each.reference !== undefined && random() < 0.1)];
  const tries = [
    ...again.map(each => () => send(url, each)),
    ...drafts.filter(each => !each.isSaved).map(each => () => saveDraft(url, browser, each)),
  ];
  for (const attempt of tries) {
    const problem = await problemOf(async () => {
      if (!(await patiently(attempt)))
        state.problems.push('something valid was not accepted after the restart');
    });
    if (problem) state.problems.push(problem);
  }
}

async function patiently(act: () => Promise<boolean>): Promise<boolean> {
  for (let attempt = 0; attempt < 20; attempt++) {
    if (await act()) return true;
    await pause(100);
  }
  return false;
}

/** Holds what one cycle wrote against the pages, the API, the database and the ledger. */
export async function inspect(state: Soaked, { sent, drafts }: Written, cycle: number): Promise<void> {
  const { writing, problems, deployment } = state;
  await withDatabase(deployment, async db => {
    await refuseUnsafe(db);
    const found = await findReferrals(db, state.position);
    state.position = found.at(-1)?.position ?? state.position;
    note(state, compare(sent, found));
    note(state, await compareDrafts(db, state.drafts));
    problems.push(...(await compareJobs(db)));
    // Those that were written last are the nearest to the kill.
    problems.push(...(await compareProjections(db, writing.composed, found.slice(-recent))));
  });
  for (const each of sent.slice(-recent)) {
    const stage = await stageOf(writing.url, each);
    if (stage !== 'submitted') problems.push(`${each.reference} is ${stage}`);
  }
  for (const draft of drafts.slice(-3))
    if (!(await showsDraft(writing.url, writing.browser, draft)))
      problems.push(`the page of draft ${draft.reference} lacks what was saved`);
  // Reading the whole ledger takes longer with every cycle.
  if (cycle <= 30 || cycle % 20 === 0) await checkLedger(state, cycle);
}
const recent = 16;

/** Against a checkpoint that was kept since an earlier cycle; then a new one is kept. */
async function checkLedger(state: Soaked, cycle: number): Promise<void> {
  const { deployment, held } = state;
  const signer = readSigner(readFileSync(join(deployment.folder, 'ledger.key'), 'utf8'));
  const connection = connect({ ...deployment.connections().migrator, max: 2 });
  const next = join(held, `checkpoint-${cycle}`);
  try {
    const ledger = { db: connection.db, signer };
    const { checkpoint } = state;
    const verified = await verifyLedger({ ...ledger, ...(checkpoint && { checkpoint }) });
    if (verified.status !== 0) state.problems.push(verified.lines.join(' '));
    const written = await writeCheckpoint({ ...ledger, file: next });
    if (written.status !== 0) state.problems.push(written.lines.join(' '));
    if (checkpoint) rmSync(checkpoint, { force: true });
    state.checkpoint = next;
  } finally {
    await connection.close();
  }
}

/** At the end everything is compared once more: nothing of an earlier cycle may have gone since. */
export async function inspectWhole(state: Soaked): Promise<void> {
  const { deployment, checkpoint, problems } = state;
  await withDatabase(deployment, async db => note(state, compare(state.sent, await findReferrals(db, 0))));
  const said = await deployment.run('ledger', 'verify', ...(checkpoint ? ['--checkpoint', checkpoint] : []));
  if (said.status !== 0) problems.push(`./opennrm ledger verify: ${said.text}`);
}

function note(state: Soaked, { lost, doubled, strange }: Compared): void {
  const add = (to: string[], more: readonly string[]) => to.push(...more.filter(each => !to.includes(each)));
  add(state.lost, lost);
  add(state.doubled, doubled);
  add(state.problems, strange);
}

async function withDatabase(
  deployment: Deployment,
  act: (db: ReturnType<typeof connect>['db']) => Promise<void>,
): Promise<void> {
  const connection = connect({ ...deployment.connections().superuser, max: 2 });
  try {
    await act(connection.db);
  } finally {
    await connection.close();
  }
}
