import type { Words } from '../../../platform/views/page.ts';
import type { Founder } from './model.ts';
import type { FoundersView } from './pages/founders.page.ts';
import type { OpenView } from './pages/open.page.ts';

type Standing =
  | 'ready' // nothing was looked at yet
  | 'over'
  | 'done'
  // Of a registration: asked for; stood for by one of its two people, by both; disowned.
  | 'asked'
  | 'stood'
  | 'both-stood'
  | 'disowned';

export const openView = (words: Words, standing: Standing, csrf = '', next?: OpenView['next']): OpenView => ({
  title: words(`link.${standing}.title`),
  text: words(`link.${standing}.text`),
  csrf,
  button: standing === 'ready' ? { text: words('link.go-on'), preventDoubleClick: true } : undefined,
  next: next ?? (standing === 'done' ? { href: '/sign-in', text: words('founding.sign-in') } : undefined),
});

export function foundersView(
  words: Words,
  founders: readonly Founder[],
  {
    personId,
    csrf,
    setUp,
  }: { readonly personId: string; readonly csrf: string; readonly setUp?: string | undefined },
): FoundersView {
  const own = founders.find(each => each.personId === personId);
  return {
    title: words('founding.title'),
    intro: words('founding.intro'),
    own: words(own?.counts ? 'founding.own.counts' : 'founding.own.waits', {
      name: own?.name ?? '',
      organisation: own?.organisation.name ?? '',
    }),
    csrf,
    setUp: setUp === undefined ? undefined : { href: setUp, text: words('founding.set-up') },
    organisations: [...new Set(founders.map(({ organisation }) => organisation.id))].map(id => {
      const members = founders.filter(({ organisation }) => organisation.id === id);
      return {
        name: members[0]?.organisation.name ?? '',
        people: members
          .filter(each => each.personId !== personId)
          .map(each => ({
            name: each.name,
            email: each.email,
            role: words(`role.${each.role}`),
            standing: words(standingOf(each), { count: each.confirmations }),
            said: each.isConfirmed ? words('founding.said') : undefined,
            form: each.isConfirmed
              ? undefined
              : {
                  position: each.positionId,
                  text: words('founding.confirm'),
                  of: words('founding.of', { name: each.name }),
                },
          })),
      };
    }),
  };
}

function standingOf({ counts, confirmations, fromOutside }: Founder): string {
  if (counts) return 'founding.counts';
  return confirmations >= 2 && !fromOutside ? 'founding.needs-outside' : 'founding.confirmed';
}
