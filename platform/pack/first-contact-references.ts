import type { FormDefinition } from '../forms/definition.ts';
import { meant } from './explain.ts';
import type { Problem } from './files.ts';
import type { Pack } from './pack.ts';

const file = 'consent.yaml';

/** What `firstContact` and `reachedBy` name and the referral's form does not ask, or asks and it does not name. */
export function findBrokenFirstContact({ consent, forms }: Pack): readonly Problem[] {
  const { reachedBy = [] } = consent;
  const form = forms['referral'];
  if (!form) return [];
  const unknown = reachedBy
    .filter(id => !form.steps.some(step => step.id === id))
    .map(id => ({ file, path: 'reachedBy', message: `the form "referral" has no step "${id}"` }));
  return [...unknown, ...brokenIn(form, consent)];
}

function brokenIn(form: FormDefinition, consent: Pack['consent']): readonly Problem[] {
  const { firstContact } = consent;
  if (!firstContact) return [];
  const { step: stepId, way, ways, address, language, interpreter } = firstContact;
  const tell = (path: string, message: string): Problem => ({ file, path: `firstContact.${path}`, message });
  const step = form.steps.find(({ id }) => id === stepId);
  if (!step) return [tell('step', `the form "referral" has no step "${stepId}"`)];
  const channels = consent.channels.map(({ code }) => code);
  const options = step.fields.find(({ id }) => id === way)?.options ?? [];
  const fallback = step.fields.find(({ id }) => id === 'fallback');
  return [
    // The core reads these two by their names: under another one “nobody is safe” would be lost.
    ...['somebody', 'none-safe']
      .filter(code => fallback && !fallback.options?.includes(code))
      .map(code => tell('step', `the question "fallback" of the step "${stepId}" has no option "${code}"`)),
    ...[way, ...address]
      .filter(name => !step.fields.some(({ id }) => id === name))
      .map(name => tell(name === way ? 'way' : 'address', `the step "${stepId}" has no field "${name}"`)),
    ...Object.entries({ language, interpreter })
      .filter(([, path]) => path !== undefined && !asks(form, path))
      .map(([name, path]) => tell(name, `the form "referral" has no field "${path}"`)),
    ...options
      .filter(option => !Object.hasOwn(ways, option))
      .map(option => tell('ways', `it does not say which channel "${option}" is`)),
    ...Object.keys(ways)
      .filter(option => options.length > 0 && !options.includes(option))
      .map(option => tell(`ways.${option}`, `"${option}" is no answer to "${way}"${meant(option, options)}`)),
    ...Object.entries(ways)
      .filter(([, channel]) => !channels.includes(channel))
      .map(([option, channel]) =>
        tell(`ways.${option}`, `there is no channel "${channel}"${meant(channel, channels)}`),
      ),
  ];
}

const asks = ({ steps }: FormDefinition, path: string): boolean =>
  steps.some(step => step.fields.some(({ id }) => `${step.id}.${id}` === path));
