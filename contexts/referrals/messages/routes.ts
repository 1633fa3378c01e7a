import { z } from 'zod';
import { textSchema } from '../../../platform/forms/fields/words.ts';
import { type AnyRoute, type Asked, routesFor, saying, type Typed } from '../../../platform/http/route.ts';
import { recordSight } from '../../../platform/ledger/append.ts';
import { listEntries } from '../../../platform/ledger/read.ts';
import { type FieldError, ok, refuse, type Result } from '../../../platform/pure/result.ts';
import type { Work } from '../../../platform/work.ts';
import { actions } from '../access.ts';
import { messagesIn, sendMessage, sideOf } from './commands.ts';
import { pageOf } from './page-of.ts';
import { messagesView } from './views.ts';
import { page as messagesPage, type MessagesView } from './pages/messages.page.ts';

const { page, form, api } = routesFor(actions);
const byReference = z.object({ reference: z.string() });
const byPage = z.object({ before: z.coerce.number().int().min(1).optional().catch(undefined) });
const text = textSchema({ max: 15_000, verbatim: true });
/** A browser sends every line end as CRLF, whatever was typed. */
const typedText = z.object({
  text: z.preprocess(typed => (typeof typed === 'string' ? typed.replaceAll('\r\n', '\n') : typed), text),
});

export const messageRoutes: readonly AnyRoute[] = [
  page('/messages/:reference', {
    access: 'message:view',
    params: byReference,
    query: byPage,
    page: messagesPage,
    load: (work, asked) => loadMessages(work, asked, asked.query),
  }),
  form('/messages/:reference', {
    access: 'message:send',
    params: byReference,
    entry: 'message-sent',
    form: typedText,
    handle: (work, { permit }, typed) => sendMessage(work, permit, typed.text),
    next: ({ reference }) => `/messages/${reference}`,
    says: saying('referrals.said.message'),
    again: {
      page: messagesPage,
      load: (work, asked, typed, errors) => loadMessages(work, asked, {}, { typed, errors }),
    },
  }),
  api('GET', '/api/v1/referrals/:reference/messages', {
    access: 'message:view',
    summary:
      'Messages between the team that referred and the authority: the newest page first, the oldest first on it',
    entry: null,
    params: byReference,
    query: z.object({ before: z.coerce.number().int().min(1).optional() }),
    response: z.object({
      reference: z.string(),
      next: z.int().nullable().meta({
        description: 'Give it as `before` for the page of what was written before; null on the last',
      }),
      messages: z.array(
        z.object({
          from: z.enum(['referrer', 'authority']),
          name: z.string(),
          at: z.string(),
          text: z.string().nullable().meta({ description: 'null where you may not see it' }),
        }),
      ),
    }),
    handle: async (work, { permit, query }) => {
      const seen = await seeMessages(work, permit.record.recordId, query.before);
      if (!seen.ok) return seen;
      const messages = seen.value.messages.map(({ from, by, at, text: said }) => ({
        from,
        name: String(by['name'] ?? ''),
        at: at.toString(),
        text: said ?? null,
      }));
      return ok({ reference: permit.record.reference, next: seen.value.next ?? null, messages });
    },
  }),
  api('POST', '/api/v1/referrals/:reference/messages', {
    access: 'message:send',
    summary: 'Write a message to the other side; they are told that something is new, and nothing of it',
    entry: 'message-sent',
    params: byReference,
    body: z.strictObject({ text }),
    example: { text: 'She has asked for an interpreter of her own.' },
    response: z.object({ reference: z.string() }),
    handle: (work, { permit }, said) => sendMessage(work, permit, said.text),
  }),
];

async function seeMessages(work: Work, recordId: string, before?: number) {
  const entries = await listEntries(work, recordId, before === undefined ? {} : { through: before - 1 });
  const side = sideOf(work.viewer, entries);
  if (side === undefined) return refuse('not-permitted');
  const { messages, next } = pageOf(messagesIn(entries), before);
  const isShown = messages.some(each => each.text !== undefined);
  await recordSight(work, [recordId], 'messages-seen', isShown ? ['process', 'account'] : ['process']);
  return ok({ side, messages, next });
}

async function loadMessages(
  work: Work,
  asked: Pick<Asked<string>, 'permit' | 'words' | 'tokens' | 'may'>,
  { before }: { readonly before?: number | undefined },
  again?: { readonly typed: Typed; readonly errors: readonly FieldError[] },
): Promise<Result<MessagesView>> {
  const { recordId, reference } = asked.permit.record;
  const seen = await seeMessages(work, recordId, before);
  if (!seen.ok) return seen;
  const speaking = { words: asked.words, pack: work.pack, language: work.language };
  const typed = again?.typed['text'];
  return ok(
    messagesView(
      {
        reference,
        ...seen.value,
        isNewest: before === undefined,
        tokens: asked.may('message:send') ? asked.tokens : undefined,
        typed: typeof typed === 'string' ? typed : '',
        errors: again?.errors ?? [],
      },
      speaking,
    ),
  );
}
