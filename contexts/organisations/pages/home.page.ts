import type { Purpose } from '../../../platform/pure/classes.ts';
import { definePage, type PageView, type Words } from '../../../platform/views/page.ts';
import { homeView } from '../views.ts';

export interface HomeView extends PageView {
  readonly position: string;
  /** What waits for the team, as other contexts say it. */
  readonly waiting: { readonly heading: string; readonly links: readonly WaitingLink[] } | undefined;
  readonly refer: Refer | undefined;
  readonly links: readonly { readonly href: string; readonly text: string; readonly hint: string }[];
  /** For those whom policy permits nothing here: why, and what to do instead. */
  readonly nothing: { readonly heading: string; readonly paragraphs: readonly string[] } | undefined;
}

export interface WaitingLink {
  readonly href: string;
  readonly text: string;
}

interface Refer {
  readonly heading: string;
  readonly text: string;
  readonly hint: string;
  readonly tokens: { readonly csrf: string; readonly key: string };
}

const example = (words: Words, role: string, purpose: Purpose, ...actions: readonly string[]): HomeView =>
  homeView(
    {
      viewer: {
        personId: '00000000-0000-7000-8000-000000000000',
        name: 'Robin Example',
        role,
        purpose,
        team: { id: 'team', name: 'Team of examples' },
        organisation: { id: 'organisation', name: 'Organisation of Northland' },
      },
    },
    {
      words,
      tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' },
      may: action => actions.includes(action),
    },
    purpose === 'identification-decision'
      ? [{ href: '/consents', text: 'Two are to be looked at again' }]
      : [],
  );

export const page = definePage<HomeView>({
  name: 'organisations/home',
  template: 'contexts/organisations/pages/home.njk',
  examples: {
    responder: words =>
      example(words, 'responder', 'referral', 'signs:screen', 'referral:start', 'referral:list'),
    caseworker: words => example(words, 'caseworker', 'identification-decision', 'queue:view', 'case:search'),
    'data-protection-officer': words =>
      example(words, 'data-protection-officer', 'accountability', 'trail:list'),
    'border-officer': words => example(words, 'border-officer', 'immigration-control'),
    administrator: words => example(words, 'administrator', 'administration', 'people:view'),
    'a role without a page': words => example(words, 'administrator', 'administration'),
  },
});
