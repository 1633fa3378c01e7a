import { z } from 'zod';
import type { ContactNow } from '../../consent/public.ts';

/** How it is safe to reach the person, first in every export: what must be read before anything is called or written. */
export const contactTold = z.object({
  warnings: z.array(z.object({ code: z.string(), text: z.string() })).meta({
    description:
      'Read these before anything else; `no-safe-way` means that nobody may call, write, visit or send anything',
  }),
  now: z.array(z.object({ question: z.string(), value: z.string() })).meta({
    description: 'How it is safe to reach them now; empty where you do not hold the class contact',
  }),
});
export type ContactTold = z.output<typeof contactTold>;

export const contactToTell = ({ codes, warnings, list }: ContactNow): ContactTold => ({
  warnings: codes.map((code, place) => ({ code, text: warnings[place] ?? '' })),
  now: rowsOf(list),
});

/** The rows of the safe contact in words alone, for what is not a page. */
export const rowsOf = (list: ContactNow['list']): ContactTold['now'] =>
  (list?.rows ?? []).map(({ key, value }) => ({
    question: String(key.text),
    value: String(value && 'text' in value ? value.text : ''),
  }));
