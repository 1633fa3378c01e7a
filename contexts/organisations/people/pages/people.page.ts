import { Temporal } from '../../../../platform/pure/time.ts';
import { definePage, type PageView, type Words } from '../../../../platform/views/page.ts';
import { exampleShowing } from '../../trail/pages/trail-example.ts';
import type { Member } from '../queries.ts';
import { peopleView } from '../view.ts';

interface Link {
  readonly href: string;
  readonly text: string;
}
interface Act {
  readonly action: string;
  readonly text: string;
  /** Which of the people it is about, for who hears the page. */
  readonly of: string;
  readonly classes: string;
}
export interface MemberView {
  readonly name: string;
  readonly email: string;
  readonly what: string;
  readonly since: string;
  readonly approvers: string | undefined;
  /** Why the reader cannot say yes. */
  readonly waits: string | undefined;
  readonly forms: readonly Act[];
}

/** Who acts for an organisation, and who waits to. */
export interface PeopleView extends PageView {
  readonly organisation: string;
  readonly intro: string;
  readonly add: Link | undefined;
  readonly teams: Link | undefined;
  readonly clients: Link | undefined;
  readonly sections: readonly {
    readonly heading: string;
    readonly people: readonly MemberView[];
    readonly ifNone: string;
  }[];
  readonly next: Link | undefined;
  readonly tokens: { readonly csrf: string; readonly key: string };
}

const member = (more: Partial<Member>): Member => ({
  positionId: '00000000-0000-7000-8000-000000000001',
  personId: 'p',
  teamId: 't',
  name: 'Mara Example',
  email: 'mara@northland.example',
  role: 'responder',
  team: 'Front desk',
  from: Temporal.Instant.from('2026-03-02T09:30:00Z'),
  isApproved: true,
  approvers: [
    { personId: 'q', name: 'Ash Example' },
    { personId: 'r', name: 'Robin Example' },
  ],
  ...more,
});
const asked = { isApproved: false, approvers: [{ personId: 'q', name: 'Ash Example' }] };

const example = (
  words: Words,
  viewer: string,
  people: Parameters<typeof peopleView>[2],
  may = true,
): PeopleView =>
  peopleView(
    {
      ...exampleShowing(words),
      viewer: { personId: viewer, organisation: { name: 'Organisation of Northland' } },
    },
    { words, may: () => may, tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' } },
    people,
  );
const next = '00000000-0000-7000-8000-000000000009';

export const page = definePage<PeopleView>({
  name: 'organisations/people',
  template: 'contexts/organisations/people/pages/people.njk',
  said: ['people.said.asked', 'people.said.approved', 'people.said.ended'],
  examples: {
    'one waits for a second yes': words =>
      example(words, 'r', { waiting: [member(asked)], members: [member({ name: 'Kim Example' })], next }),
    'who asked waits for a colleague': words =>
      example(words, 'q', { waiting: [member(asked)], members: [], next: undefined }),
    'nobody says yes to themselves': words =>
      example(words, 'p', { waiting: [member(asked)], members: [], next: undefined }),
    'who reads it': words =>
      example(words, 's', { waiting: [], members: [member({})], next: undefined }, false),
  },
});
