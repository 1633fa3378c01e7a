/** One page of a draft as it came, whichever form asks it: saved, and where it leads. */
import type { Answers } from '../../../platform/forms/definition.ts';
import { leaveName } from '../../../platform/forms/step-page.ts';
import { Unfinished } from '../../../platform/http/route.ts';
import type { JsonObject } from '../../../platform/pure/json.ts';
import { ok, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import type { Answered } from '../commands.ts';
import { type PageSent, typingName } from './page-sent.ts';
import { chooseSecondLanguage, isToBeShown } from '../interpreting/second-language.ts';
import { tellTyping } from './typing.ts';

type Body = Parameters<typeof chooseSecondLanguage>[2];

interface Saved {
  readonly leaves: boolean;
  readonly told: JsonObject | undefined;
  readonly isTakenBack: boolean;
  /** Under the address of the draft. */
  readonly place: string;
}

/** `here` is where the page stands, and `after` where it leads once it is answered. */
export async function savePage(
  work: Work,
  recordId: string,
  body: Body,
  page: {
    readonly answer: (sent: Omit<PageSent, 'step'>) => Promise<Result<Answered>>;
    readonly here: string;
    readonly after: (answers: Answers) => string;
  },
): Promise<Result<Saved | Unfinished>> {
  const isShown = isToBeShown(body);
  const leaves = isShown || body[leaveName] === 'yes';
  const sent = { body, leaves, isTyping: body[typingName] === 'yes' };
  if (!sent.isTyping) await chooseSecondLanguage(work, recordId, body);
  const done = await page.answer(sent);
  if (!done.ok) return done;
  const { answers, faults, isTakenBack = false } = done.value;
  const told = tellTyping(work, sent, done.value);
  // It is told where the page is shown again, too.
  const closed = isTakenBack ? [{ field: 'handOver', message: 'hand-over.said.closed' }] : [];
  if (faults.length > 0 && !told) return ok(new Unfinished([...closed, ...faults]));
  if (isShown) return ok({ leaves: false, told, isTakenBack, place: page.here });
  return ok({ leaves, told, isTakenBack, place: leaves || told ? '' : page.after(answers) });
}

/** What a form that saves a page says: that nobody is shown the draft any more, or that it waits where one leaves it. */
export const saidOfPage = {
  messages: ['hand-over.said.closed', 'referrals.said.draft'],
  which: ({ leaves, isTakenBack }: Saved) =>
    isTakenBack ? 'hand-over.said.closed' : leaves ? 'referrals.said.draft' : undefined,
} as const;
