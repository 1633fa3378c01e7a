import { problemsOfImports } from './place.ts';
import { isTest, type Module, type Problem, type Tree } from './tree.ts';

/** Who alone may say that an address is one that mail may go to. The mailer's type takes no other. */
const makers: Readonly<Record<string, string>> = {
  'platform/mail/staff-address.ts': 'contexts/organisations/address-queries.ts',
  'platform/mail/safe-address.ts': 'contexts/consent/contact/reach.ts',
};
/** Who hands out mailers, and the one place that speaks to a mail server. */
const senders: Readonly<Record<string, RegExp>> = {
  'platform/mail/smtp.ts': /^app\/worker\.ts$/,
  'platform/mail/outbox.ts': /^app\/worker\.ts$/,
};

/** No message, letter or integration reaches a person but by their safe contact: an address is made in two places. */
export const mailByAddress = ({ modules }: Tree): Problem[] => [
  ...problemsOfImports('mail-by-address', modules, ({ file }, { to, typeOnly, package: name }) => {
    if (isTest(file)) return undefined;
    const maker = to === undefined || typeOnly ? undefined : makers[to];
    if (maker !== undefined && maker !== file)
      return `Only ${maker} says that an address may be written to: ask it`;
    const sender = to === undefined ? undefined : senders[to];
    if (sender && !sender.test(file) && !file.startsWith('platform/mail/'))
      return `${to} is the worker’s alone`;
    return name === 'nodemailer' && !file.startsWith('platform/mail/')
      ? 'nodemailer is used by platform/mail alone'
      : undefined;
  }),
  ...modules.filter(module => !isTest(module.file)).flatMap(forged),
];

/** A cast to an address is a forged one. */
function forged({ file, text }: Module): Problem[] {
  if (Object.hasOwn(makers, file)) return [];
  return text
    .split('\n')
    .flatMap((line, index) =>
      /\bas (unknown as )?(Staff|Safe|Mail)Address\b/.test(line)
        ? [{ rule: 'mail-by-address', file, line: index + 1, message: 'An address is made, never claimed' }]
        : [],
    );
}
