import { createTransport } from 'nodemailer';
import { type Mailer, type Sender, write } from './mailer.ts';

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Sends through a mail server. Beyond this machine the connection is encrypted or the message is not sent. */
export function smtpMailer(url: string, sender: Sender): Mailer {
  const transport = createTransport({
    url,
    requireTLS: !loopback.test(new URL(url).hostname),
    connectionTimeout: 10_000,
    socketTimeout: 20_000,
    // Nothing in a message comes from a file or another address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(message) {
      await transport.sendMail(write(message, sender));
    },
  };
}
