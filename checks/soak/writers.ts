import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { drawAnswers, type Random } from '../../app/demonstration/draw.ts';
import type { Demonstration } from '../../app/demonstration/definition.ts';
import { theForm } from '../../contexts/referrals/public.ts';
import type { Composed } from '../../app/compose.ts';
import { type Browser, saveDraft, send } from './client.ts';
import { problemOf, type Sent, type SentDraft } from './sent.ts';

export interface Writing {
  readonly url: string;
  /** One token for each writer. */
  readonly tokens: readonly string[];
  readonly browser: Browser;
  readonly composed: Composed;
  readonly demonstration: Demonstration;
  readonly random: Random;
}

export interface Written {
  readonly sent: readonly Sent[];
  readonly drafts: readonly SentDraft[];
  readonly problems: readonly string[];
}

/**
 * Writes until `goal` referrals were acknowledged and a moment passed; then `end` ends the server while they go on.
 * What was sent and not acknowledged is among what comes back.
 */
export async function write(writing: Writing, goal: number, end: () => Promise<void>): Promise<Written> {
  const { url, tokens, browser, random } = writing;
  const sent: Sent[] = [];
  const drafts: SentDraft[] = [];
  const reached = Promise.withResolvers<void>();
  const over = new AbortController();
  const goesOn = () => !over.signal.aborted;
  let acknowledged = 0;
  const keepSending = async (token: string) => {
    while (goesOn()) {
      const next = makeReferral(writing, token);
      sent.push(next);
      // Some clients are impatient, and send again before they hear; some do not hear the answer, and send again later.
      if (random() < 0.05) await Promise.all([send(url, next), send(url, next)]);
      while (goesOn() && next.reference === undefined && !(await send(url, next))) await pause(5);
      if (goesOn() && random() < 0.1) await send(url, next);
      if (next.reference !== undefined) acknowledged += 1;
      if (acknowledged >= goal) reached.resolve();
    }
  };
  const keepDrafting = async () => {
    while (goesOn()) {
      const next = makeDraft();
      drafts.push(next);
      while (goesOn() && !(await saveDraft(url, browser, next))) await pause(5);
      await pause(random() * 200);
    }
  };
  const writers = [...tokens.map(token => problemOf(() => keepSending(token))), problemOf(keepDrafting)];
  const late = setTimeout(reached.resolve, patience);
  // A writer that stops early met a problem.
  await Promise.race([reached.promise, ...writers]);
  clearTimeout(late);
  await pause(random() * 60);
  await end();
  over.abort();
  const problems = await Promise.all(writers);
  return { sent, drafts, problems: problems.filter(problem => problem !== undefined) };
}

/** So long a cycle may write before it is judged by what was acknowledged until then. */
const patience = 60_000;

function makeReferral({ composed: { pack }, demonstration, random }: Writing, token: string): Sent {
  const drawn = drawAnswers(pack, theForm(pack), demonstration.cases.answers, random);
  const statement = `${randomUUID()} They said I owed them for the journey.\r\n“No.” — é 👩‍👧 \\ &amp; \t`;
  // A question without an answer is left out: an empty list is not an answer.
  const { signs, ...others } = drawn;
  const seen = signs?.['signs'];
  const answers = {
    ...others,
    ...(Array.isArray(seen) && seen.length > 0 && { signs }),
    account: { ...drawn['account'], statement },
  };
  return {
    token,
    key: randomUUID(),
    body: JSON.stringify(answers),
    statement,
    times: 0,
    reference: undefined,
  };
}

const makeDraft = (): SentDraft => ({
  statement: `${randomUUID()} The man kept my passport.`,
  openKey: randomUUID(),
  ageKey: randomUUID(),
  saveKey: randomUUID(),
  reference: undefined,
  isSaved: false,
});
