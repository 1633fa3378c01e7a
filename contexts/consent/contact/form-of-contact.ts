import type { FieldDefinition } from '../../../platform/forms/definition.ts';
import type { ChannelKind, ConsentTerms } from '../../../platform/pack/consent-terms.ts';
import { weekDays } from './safe-contact.ts';

const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);

type Field = Partial<FieldDefinition> & Pick<FieldDefinition, 'id' | 'type'>;
const field = (of: Field): FieldDefinition => ({ class: 'contact', required: false, ...of });
const needed = (of: Field): FieldDefinition => field({ ...of, required: true });

/** What is asked to know how it is safe to reach a person. */
export function contactStep({ channels }: ConsentTerms): readonly FieldDefinition[] {
  const when = (...kinds: readonly ChannelKind[]) => ({
    when: {
      field: 'contact.channel',
      is: channels.filter(({ kind }) => kinds.includes(kind)).map(({ code }) => code),
    },
  });
  const somebody = { when: { field: 'contact.fallback', is: ['somebody'] } };
  return [
    needed({ id: 'channel', type: 'choice', list: 'consent-channels' }),
    needed({ id: 'phone', type: 'phone', ...when('phone', 'text') }),
    needed({ id: 'email', type: 'email', ...when('email') }),
    needed({ id: 'address', type: 'paragraph', max: 500, ...when('letter') }),
    needed({ id: 'through', type: 'paragraph', max: 500, ...when('in-person') }),
    needed({
      id: 'days',
      type: 'choices',
      options: weekDays,
      ...when('phone', 'text', 'email', 'in-person'),
    }),
    needed({ id: 'from', type: 'select', options: hours, ...when('phone', 'text', 'email', 'in-person') }),
    needed({ id: 'to', type: 'select', options: hours, ...when('phone', 'text', 'email', 'in-person') }),
    needed({ id: 'voicemail', type: 'choice', options: ['yes', 'no'], ...when('phone') }),
    needed({ id: 'letters', type: 'choice', options: ['yes', 'no'] }),
    field({ id: 'sharedWith', type: 'text' }),
    field({ id: 'codeWord', type: 'text' }),
    field({ id: 'language', type: 'text' }),
    field({ id: 'interpreter', type: 'text' }),
    field({ id: 'note', type: 'paragraph', max: 1000 }),
    needed({ id: 'fallback', type: 'choice', options: ['somebody', 'none-safe'] }),
    needed({ id: 'fallbackName', type: 'text', ...somebody }),
    needed({ id: 'fallbackHow', type: 'paragraph', max: 500, ...somebody }),
    field({ id: 'expiresOn', type: 'date' }),
  ];
}
