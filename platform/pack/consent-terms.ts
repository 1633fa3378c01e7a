import type { z } from 'zod';
import type { channelKinds, consentFile, decisionPaths } from './schema-consent.ts';

/** What a pack says of consent and safe contact: codes, whose words are messages `consent-<kind>.<code>`. */
export type ConsentTerms = z.output<typeof consentFile>;
export type DecisionPath = (typeof decisionPaths)[number];
export type ChannelKind = (typeof channelKinds)[number];
export type SharingPurpose = ConsentTerms['purposes'][number];
export type LegalGround = ConsentTerms['grounds'][number];

/** The ground with this code, where it allows that. */
export const groundFor = (
  { grounds }: Pick<ConsentTerms, 'grounds'>,
  code: string,
  what: 'share' | 'keep',
): LegalGround | undefined => grounds.find(each => each.code === code && each.allows.includes(what));

/** Every code that needs words, by the id of its message. */
export const wordsOfConsent = (terms: ConsentTerms): readonly string[] => [
  ...terms.purposes.map(({ code }) => `consent-purpose.${code}`),
  ...terms.recipients.map(({ code }) => `consent-recipient.${code}`),
  ...terms.ways.map(code => `consent-way.${code}`),
  ...terms.deciders.map(({ code }) => `consent-decider.${code}`),
  ...terms.grounds.map(({ code }) => `consent-ground.${code}`),
  ...terms.channels.map(({ code }) => `consent-channel.${code}`),
  ...(terms.handOver?.reasons ?? []).map(({ code }) => `hand-over-reason.${code}`),
  ...(terms.handOver?.declines ?? []).map(({ code }) => `hand-over-decline.${code}`),
  ...wordsOfRequests(terms.handOver?.requests),
];

const wordsOfRequests = (requests: NonNullable<ConsentTerms['handOver']>['requests']): readonly string[] =>
  requests
    ? [
        `hand-over-reason.${requests.reason.code}`,
        ...requests.settings.flatMap(code => [`asking-setting.${code}`, `asking-setting.${code}.who`]),
      ]
    : [];
