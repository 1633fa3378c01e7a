import type { FormDefinition } from '../../../platform/forms/definition.ts';
import { answersToRead, summaryLists } from '../../../platform/forms/summary.ts';
import type { Speaking } from '../../../platform/forms/wording.ts';
import { formatList } from '../../../platform/text/format.ts';
import { partLinks, partOf, weighList } from '../../../platform/views/parts.ts';
import { type ContactNow, type Permission, sharedRows } from '../../consent/public.ts';
import { toldBy } from '../said-by.ts';
import { saidIn } from '../said-since.ts';
import { answersIn } from '../standing.ts';
import type { Given } from '../sent.ts';
import { classesOfCopy } from './document.ts';
import type { SharedView } from './pages/shared.page.ts';

interface ToRead {
  readonly reference: string;
  readonly given: readonly Given[];
  /** What the viewer's team holds by consent, or by a decision of others. */
  readonly live: readonly Permission[];
  readonly form: FormDefinition;
  readonly contact: ContactNow;
  /** Which part of what was said, where it is too long for one page. */
  readonly part: string | undefined;
}

export function sharedView(
  { reference, given, live, form, contact, part: asked }: ToRead,
  speaking: Speaking,
  copies: SharedView['copies'],
): SharedView {
  const { words, language } = speaking;
  const said = saidIn(toldBy(given, speaking), form, speaking);
  const classes = classesOfCopy(given, contact).map(name => words(`consent.class.${name}`));
  const row = (name: string, text: string) => ({
    key: { text: words(`referrals.shared.${name}`) },
    value: { text },
  });
  const sections = summaryLists(contact.mark(answersToRead(form, answersIn(given), speaking, said), form), {
    words,
  });
  const part = partOf(sections, weighList, asked);
  return {
    title: words('referrals.shared.title'),
    back: { href: `/referrals/${reference}`, text: words('referrals.back') },
    reference,
    intro: words('referrals.shared.intro'),
    facts: {
      rows: [
        row('holds', formatList(classes, language)),
        row('sealed', words('referrals.copy.sealed-never')),
      ],
    },
    contact: contact.list && { heading: contact.heading, list: contact.list },
    sharedHeading: words('referrals.shared.with-you'),
    shared: live.map(each => ({ rows: sharedRows(each, speaking) })),
    sections: part.items,
    parts:
      part.count === 1
        ? undefined
        : {
            which: words('component.part.which', { number: part.number, count: part.count }),
            links: partLinks(part, words, number => `/referrals/${reference}/shared?part=${number}`),
          },
    copies,
  };
}
