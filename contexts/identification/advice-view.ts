import type { Asked } from '../../platform/http/route.ts';
import { formatList } from '../../platform/text/format.ts';
import { html } from '../../platform/views/safe-html.ts';
import type { NoticedSign, Screening } from './model.ts';
import type { Contacts, NowView } from './pages/now.page.ts';
import { contactsFor, emergencyNumbers, sortNoticed, treatAsChild } from './rules.ts';
import { type Showing, warning } from './views.ts';

type Here = Pick<Asked<string>, 'words' | 'tokens' | 'may'>;

/** What to do now. It says what was noticed and what follows for anybody of that age; it weighs and counts nothing. */
export function nowView(showing: Showing, here: Here, screening: Screening): NowView {
  const { words } = here;
  const { pack } = showing;
  const { signs, circumstances } = sortNoticed(pack.signs, screening.signs);
  return {
    title: words('signs.now.title'),
    danger: warning(words, emergencyNumbers(pack.nations)),
    first: treatAsChild(screening.age)
      ? { heading: words('signs.now.child'), paragraphs: [words('advice.child')] }
      : { heading: words('signs.now.adult'), paragraphs: [words('advice.adult'), words('advice.refused')] },
    start: here.may('referral:start') ? startOf(here, screening) : undefined,
    notResponder: {
      heading: words('signs.now.designated'),
      paragraphs: [words('signs.now.designated.text')],
    },
    noticed: {
      heading: words('signs.now.noticed'),
      caution: words('advice.signs'),
      signs: listOf(here, signs),
      ifNone: words('signs.now.none'),
      circumstances:
        circumstances.length > 0
          ? { heading: words('signs.circumstances'), items: listOf(here, circumstances) }
          : undefined,
    },
    help: { heading: words('advice.help'), nations: contactsOf(showing, here, screening) },
    again: { href: '/signs', text: words('signs.now.again') },
  };
}

/** A screening without signs has nothing to bring into a referral. */
const startOf = ({ words, tokens }: Here, { screeningId, signs }: Screening) =>
  signs.length > 0
    ? { text: words('signs.now.start'), tokens, screening: screeningId }
    : { text: words('signs.now.start-without'), tokens, screening: undefined };

const listOf = ({ words }: Here, noticed: readonly NoticedSign[]): readonly string[] =>
  noticed.map(({ sign, known }) =>
    words('form.sign-and-how-known', { sign: words(`sign.${sign}`), known: words(`sign-known.${known}`) }),
  );

/** Nations with the same numbers stand together. */
function contactsOf({ pack, language }: Showing, { words }: Here, { age }: Screening): readonly Contacts[] {
  const byLines = new Map<string, { readonly names: string[]; readonly lines: readonly Line[] }>();
  for (const { nation, contacts } of contactsFor(pack.nations, age)) {
    const lines = contacts.map(({ id, phone, hours }) => ({
      label: words(`nation.${nation}.contact.${id}`),
      phone,
      hours: hours === '24h' ? words('signs.hours.24h') : hours,
    }));
    const key = JSON.stringify(lines);
    const known = byLines.get(key) ?? { names: [], lines };
    known.names.push(words(`nation.${nation}`));
    byLines.set(key, known);
  }
  return [...byLines.values()].map(({ names, lines }) => ({
    name: formatList(names, language),
    lines: { classes: 'govuk-summary-list--no-border', rows: lines.map(lineOf) },
  }));
}

interface Line {
  readonly label: string;
  readonly phone: string;
  readonly hours: string | undefined;
}

function lineOf({ label, phone, hours }: Line) {
  const number = html`<a class="govuk-link govuk-link--no-visited-state" href="tel:${phone.replaceAll(/\s/g, '')}">${phone}</a>`;
  return { key: { text: label }, value: { html: hours ? html`${number}<br>${hours}` : number } };
}
