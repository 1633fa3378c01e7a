import type { ByLanguage, Language } from '../text/language.ts';
import { wordsIn } from '../text/messages.ts';
import type { Words } from '../views/page.ts';
import type { SafeAddress } from './safe-address.ts';
import type { StaffAddress } from './staff-address.ts';

/**
 * What mail may say. Each is the same for every recipient and every case: mail is read on locked screens, by colleagues
 * and by those who force a person to hand over a phone, so it says that there is something to read, and never what.
 */
export const mailTemplates = ['work-waiting', 'something-new', 'due-soon', 'one-time-link'] as const;
export type MailTemplate = (typeof mailTemplates)[number];

export type MailAddress = StaffAddress | SafeAddress;

/** There is no field for a fact, a name or a reference. */
export type Message = Common &
  (
    | { readonly template: Exclude<MailTemplate, 'one-time-link'> }
    | {
        readonly template: 'one-time-link';
        /** 256 random bits: whoever has them has opened this mail. They say nothing of what they are for. */
        readonly secret: string;
      }
  );

interface Common {
  /** Of staff by the directory, of a person by their safe contact: nothing else makes one (checks/boundaries/mail.ts). */
  readonly to: MailAddress;
  readonly language: Language;
  /** A job's token: a repeat of one message carries the same Message-ID, so mail servers can drop it. */
  readonly token: string;
}

export interface Mailer {
  /** @throws where the message was not taken; the job that sends it tries again */
  send(message: Message): Promise<void>;
}

/** What a deployment says of itself in every message. */
export interface Sender {
  readonly from: string;
  readonly baseUrl: string;
  readonly serviceName: string;
  readonly words: ByLanguage<Words>;
}

export interface Letter {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly headers: Readonly<Record<string, string>>;
}

export function write(message: Message, sender: Sender): Letter {
  if (!mailTemplates.includes(message.template)) throw new Error('There are no words for such mail');
  const words = wordsIn(sender.words, message.language);
  const url = message.template === 'one-time-link' ? linkOf(sender, message.secret) : sender.baseUrl;
  const say = (part: 'subject' | 'body') =>
    words(`mail.${message.template}.${part}`, { service: sender.serviceName, url });
  return {
    from: sender.from,
    to: message.to,
    subject: say('subject'),
    text: `${say('body')}\n`,
    messageId: `<${message.token}@${new URL(sender.baseUrl).hostname}>`,
    headers: {
      'auto-submitted': 'auto-generated',
      'x-auto-response-suppress': 'All',
      'content-language': message.language,
    },
  };
}

/** A secret and nothing else: no text comes into a mail by it. */
function linkOf({ baseUrl }: Sender, secret: string): string {
  if (!/^[\w-]{43}$/.test(secret)) throw new Error('A secret is 32 bytes as base64url');
  return `${baseUrl}/open/${secret}`;
}
