/** Whom to turn to first: in one's own organisation, and tonight. It asks nothing. */
import type { Asked } from '../../../platform/http/route.ts';
import type { Pack } from '../../../platform/pack/pack.ts';
import { formatList } from '../../../platform/text/format.ts';
import type { Language } from '../../../platform/text/language.ts';
import { numberRows } from '../draft/tonight.ts';
import type { StartView } from './pages/start.page.ts';

export function startView(
  { pack, language }: { readonly pack: Pick<Pack, 'nations' | 'consent'>; readonly language: Language },
  { words, tokens }: Pick<Asked<string>, 'words' | 'tokens'>,
): StartView {
  const { nations, consent } = pack;
  const settings = consent.handOver?.requests?.settings ?? [];
  const numbers = [...new Set(nations.map(({ emergency }) => emergency))];
  return {
    title: words('requests.start.title'),
    back: { href: '/requests', text: words('referrals.back') },
    danger: {
      text: words('referrals.tonight.danger', { number: formatList(numbers, language) }),
      iconFallbackText: words('referrals.tonight.warning'),
    },
    firstHeading: words('requests.start.first'),
    first: words('requests.start.first.text'),
    settings: settings.map(code => ({
      name: words(`asking-setting.${code}`),
      who: words(`asking-setting.${code}.who`),
    })),
    involved: words('requests.start.involved'),
    nationsHeading: words('requests.start.numbers'),
    nations: nations.map(nation => ({
      name: words(`nation.${nation.code}`),
      numbers: { rows: numberRows(nation, nation.contacts, words) },
    })),
    advice: { href: '/concerned', text: words('requests.start.advice') },
    askHeading: words('requests.start.ask'),
    ask: ['decides', 'shown', 'after'].map(name => words(`requests.start.ask.${name}`)),
    start: { text: words('requests.start.button'), tokens },
  };
}
