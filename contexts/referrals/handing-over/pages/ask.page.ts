import { sampleSpeaking } from '../../../../platform/forms/sample.ts';
import type { StepView } from '../../../../platform/forms/step-page.ts';
import { wordsOfConsent } from '../../../../platform/pack/consent-terms.ts';
import { Temporal } from '../../../../platform/pure/time.ts';
import { definePage, type Words } from '../../../../platform/views/page.ts';
import { askView } from '../ask-view.ts';
import { askForm, readAsked } from '../form.ts';

const today = Temporal.PlainDate.from('2026-11-23');
const teams = [{ id: 't-1', name: 'Example Trust (fictional), Outreach' }];

function example(
  words: Words,
  treatedAs: 'adult' | 'child',
  sent?: object,
  deciders?: readonly string[],
): StepView {
  const own = sampleSpeaking(words);
  // The sample pack has no words for its reasons and ways.
  const spoken: Words = (id, values) =>
    wordsOfConsent(own.pack.consent).includes(id) ? id.slice(id.indexOf('.') + 1) : own.words(id, values);
  const asking = askForm(own.pack, spoken, { teams, treatedAs, deciders });
  const read = sent && readAsked(asking, sent, today);
  return askView(
    {
      asking,
      reference: 'NRM-7KBC-9QXD-R4T',
      guidance: [
        words('hand-over.ask.until'),
        words(`hand-over.ask.${deciders ? 'without-capacity' : treatedAs}`),
      ],
      words: spoken,
      language: own.language,
      today,
      tokens: { csrf: 'token', key: '00000000-0000-4000-8000-000000000000' },
    },
    read && { typed: sent, errors: read.ok ? [] : (read.error.fields ?? []) },
  );
}

/** To ask another team to take a draft over. */
export const page = definePage<StepView>({
  name: 'referrals/ask-to-take-over',
  template: 'platform/forms/step.njk',
  examples: {
    'an adult': words => example(words, 'adult'),
    'an adult, not whole': words => example(words, 'adult', { consent: 'given' }),
    'an adult who lacks capacity': words =>
      example(
        words,
        'adult',
        undefined,
        sampleSpeaking(words).pack.consent.deciders.map(({ code }) => code),
      ),
    'a child': words => example(words, 'child'),
  },
});
