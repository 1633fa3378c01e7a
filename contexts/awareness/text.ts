import { ruleOn } from '../../platform/pack/rules.ts';
import type { Pack } from '../../platform/pack/pack.ts';
import type { PlainDate } from '../../platform/pure/time.ts';
import { html, type SafeHtml } from '../../platform/views/safe-html.ts';

interface Filled {
  readonly pack: Pick<Pack, 'nations' | 'rules'>;
  readonly today: PlainDate;
  readonly dir: 'ltr' | 'rtl';
}

const places = /(\{[a-z0-9._-]+\})/;
/** In a line that runs from right to left, Latin letters are turned round with the digits beside them unless they are held apart. */
const runs = { ltr: /(\d+(?:[ ./-]\d+)*)/, rtl: /([A-Za-z0-9]+(?:[ .'/-][A-Za-z0-9]+)*)/ } as const;

/** A text of the sheet: what stands in braces is filled in, and numbers keep their own direction. */
export function isolated(text: string, given: Filled): SafeHtml {
  const parts = text.split(places).map(part => {
    if (!part.startsWith('{')) return apart(part, given.dir);
    const name = part.slice(1, -1);
    return name === 'emergency' ? emergency(given.pack) : html`<bdi>${numberOf(name, given)}</bdi>`;
  });
  return html`${parts}`;
}

const apart = (text: string, dir: Filled['dir']): SafeHtml => {
  const parts = text.split(runs[dir]).map((part, at) => (at % 2 === 1 ? html`<bdi>${part}</bdi>` : part));
  return html`${parts}`;
};

/** The number that a rule gives today, in its own nation where it has one; a dash where the pack has no certain answer. */
function numberOf(id: string, { pack, today }: Filled): string {
  const nation = pack.rules.find(rule => rule.id === id)?.nations?.[0] ?? null;
  const found = ruleOn(pack, id, nation, today);
  return found.is === 'in-force' && typeof found.rule.value === 'number' ? String(found.rule.value) : '–';
}

const emergency = ({ nations }: Filled['pack']): SafeHtml => {
  const numbers = [...new Set(nations.map(nation => nation.emergency))].map(telephone);
  return html`${numbers.flatMap((number, at) => (at === 0 ? [number] : [' / ', number]))}`;
};

/** A number to call at a touch, whole and from left to right in every language. */
export const telephone = (phone: string): SafeHtml =>
  html`<a class="govuk-link govuk-link--no-visited-state nrm-phone" href="tel:${phone.replaceAll(/\s/g, '')}"><bdi dir="ltr">${phone}</bdi></a>`;
