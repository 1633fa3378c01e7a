import type { Language } from '../text/language.ts';
import { IntlMessageFormat } from 'intl-messageformat';
import type { SafeAddress } from './safe-address.ts';
import type { StaffAddress } from './staff-address.ts';
import english from './messages.en.json' with { type: 'json' };
import welsh from './messages.cy.json' with { type: 'json' };

/**
 * What mail may say. Each is the same for every recipient and every case: mail is read on locked screens, by colleagues
 * and by those who force a person to hand over a phone, so it says that there is something to read, and never what.
 */
export const mailTemplates = ['work-waiting', 'something-new', 'due-soon'] as const;
export type MailTemplate = (typeof mailTemplates)[number];

export type MailAddress = StaffAddress | SafeAddress;

/** There is no field for a fact, a name or a reference. */
export interface Message {
  /** Of staff by the directory, of a person by their safe contact: nothing else makes one (checks/boundaries/mail.ts). */
  readonly to: MailAddress;
  readonly template: MailTemplate;
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
}

export interface Letter {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly headers: Readonly<Record<string, string>>;
}

const words: Partial<Record<Language, Readonly<Record<string, string>>>> = {
  en: english,
  cy: welsh,
};

export function write(message: Message, sender: Sender): Letter {
  const say = (part: 'subject' | 'body') => {
    const text = (words[message.language] ?? english)[`mail.${message.template}.${part}`];
    if (text === undefined) throw new Error(`There are no words for mail.${message.template}.${part}`);
    return String(
      new IntlMessageFormat(text, message.language).format({
        service: sender.serviceName,
        url: sender.baseUrl,
      }),
    );
  };
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
