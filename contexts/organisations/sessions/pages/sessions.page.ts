import { Temporal } from '../../../../platform/pure/time.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import { exampleShowing } from '../../trail/pages/trail-example.ts';
import type { OwnSession } from '../queries.ts';
import { sessionsView } from '../view.ts';

export interface SessionsView extends PageView {
  readonly intro: string;
  /** How they sign in. */
  readonly ways: { readonly href: string; readonly text: string };
  readonly sessions: readonly {
    readonly device: string;
    readonly here: string | undefined;
    readonly position: string;
    readonly since: string;
    /** `of` says to who hears the page which it is. */
    readonly end: { readonly action: string; readonly text: string; readonly of: string } | undefined;
  }[];
  readonly endOthers: string | undefined;
  readonly alone: string | undefined;
  readonly tokens: { readonly csrf: string; readonly key: string };
}

const session = (hour: string, more: Partial<OwnSession>): OwnSession => ({
  sessionId: `00000000-0000-4000-8000-0000000000${hour}`,
  isThis: false,
  isToken: false,
  device: { browser: 'firefox', system: 'windows' },
  position: { role: 'responder', team: 'Front desk', organisation: 'Police of Northland' },
  startedAt: Temporal.Instant.from(`2026-03-02T${hour}:30:00Z`),
  usedAt: Temporal.Instant.from(`2026-03-02T${hour}:50:00Z`),
  ...more,
});
const example = (words: Words, ...sessions: readonly OwnSession[]): SessionsView =>
  sessionsView(
    exampleShowing(words),
    { words, tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' } },
    sessions,
  );

export const page = definePage<SessionsView>({
  name: 'organisations/sessions',
  template: 'contexts/organisations/sessions/pages/sessions.njk',
  said: ['sessions.said.ended'],
  examples: {
    'nowhere else': words => example(words, session('09', { isThis: true })),
    'on several devices, and a program': words =>
      example(
        words,
        session('12', { isThis: true }),
        session('10', { device: { browser: 'safari', system: 'iphone' } }),
        session('09', { isToken: true, device: undefined }),
        session('08', { device: undefined }),
      ),
  },
});
