import { Temporal } from '../../../../platform/pure/time.ts';
import type { Words } from '../../../../platform/views/page.ts';
import { exampleShowing } from '../../trail/pages/trail-example.ts';
import type { Registration } from '../model.ts';

/** Of a country that does not exist. */
export const spoken =
  (words: Words): Words =>
  (id, values) =>
    id === 'first-responder.watch' ? 'The watch' : words(id, values);

export const showing = (words: Words) => ({
  ...exampleShowing(words),
  now: Temporal.Instant.from('2026-03-05T09:00:00Z'),
  viewer: { personId: 'p' },
});

export const registration = (more: Partial<Registration> = {}): Registration => ({
  registrationId: '00000000-0000-7000-8000-000000000001',
  name: 'Refuge of Northland',
  firstResponder: undefined,
  domain: 'refuge.example',
  about: 'A refuge for whoever needs one.\nhttps://refuge.example',
  people: [
    { name: 'Kim Example', email: 'kim@refuge.example' },
    { name: 'Ash Example', email: 'ash@refuge.example' },
  ],
  askedAt: new Date('2026-03-02T09:30:00Z'),
  untilAt: new Date('2026-04-01T09:30:00Z'),
  outcome: undefined,
  knownAs: [],
  votes: [],
  ...more,
});

export const yes = {
  voterId: 'q',
  organisation: { id: 'w', name: 'Watch of Northland' },
  isYes: true,
  reasons: 'Called them by the number of the register of charities.',
  at: new Date('2026-03-03T09:30:00Z'),
};
