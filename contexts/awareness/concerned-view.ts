import type { Pack } from '../../platform/pack/pack.ts';
import { firstRespondersOn } from '../../platform/pack/first-responders.ts';
import type { PlainDate } from '../../platform/pure/time.ts';
import { formatList } from '../../platform/text/format.ts';
import type { Language } from '../../platform/text/language.ts';
import { html } from '../../platform/views/safe-html.ts';
import type { Words } from '../../platform/views/page.ts';
import type { ConcernedView } from './pages/concerned.page.ts';

type Known = Pick<Pack, 'nations' | 'firstResponders'>;
type Nation = Pack['nations'][number];

/** For whoever noticed something and may not refer: whom to turn to. It asks nothing. */
export function concernedView(
  words: Words,
  pack: Known,
  { today, language }: { readonly today: PlainDate; readonly language: Language },
): ConcernedView {
  const { nations } = pack;
  const said = (group: string, names: readonly string[]) =>
    names.map(name => words(`awareness.concerned.${group}.${name}`));
  const numbers = [...new Set(nations.map(({ emergency }) => emergency))];
  return {
    title: words('awareness.concerned.title'),
    quickExit: true,
    back: { href: '/', text: words('problem.start') },
    danger: {
      text: words('awareness.concerned.danger', { number: formatList(numbers, language) }),
      iconFallbackText: words('awareness.concerned.warning'),
    },
    intro: words('awareness.concerned.intro'),
    lists: [
      {
        heading: words('awareness.concerned.do'),
        items: [...said('do', ['tell', 'ask', 'adult']), words('advice.child')],
      },
      { heading: words('awareness.concerned.not'), items: said('not', ['confront', 'question', 'promise']) },
    ],
    nationsHeading: words('awareness.concerned.nations'),
    nations: nations.map(nation => ({
      name: words(`nation.${nation.code}`),
      callHeading: words('awareness.concerned.call'),
      calls: { rows: callsOf(nation, words) },
      referHeading: words('awareness.concerned.refer'),
      responders: firstRespondersOn(pack, today, nation.code).map(code => words(`first-responder.${code}`)),
    })),
    kept: words('awareness.concerned.kept'),
  };
}

/** Those who answer day and night come first. */
const callsOf = ({ code, contacts }: Nation, words: Words) =>
  contacts
    .toSorted((one, other) => Number(other.hours === '24h') - Number(one.hours === '24h'))
    .map(({ id, phone, hours }) => {
      const number = html`<a class="govuk-link govuk-link--no-visited-state" href="tel:${phone.replaceAll(/\s/g, '')}">${phone}</a>`;
      const open = hours === '24h' ? words('awareness.concerned.24h') : hours;
      return {
        key: { text: words(`nation.${code}.contact.${id}`) },
        value: { html: open ? html`${number}<br>${open}` : number },
      };
    });
