import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { type Mailer, type Sender, write } from './mailer.ts';

/** The evaluation setting sends nothing: each message is a file in a folder. A repeat of one message is the same file. */
export function outboxMailer(folder: string, sender: Sender): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  return {
    async send(message) {
      if (!/^[\w-]{1,100}$/.test(message.token)) throw new Error('A token is letters, digits and hyphens');
      const { message: eml } = await transport.sendMail(write(message, sender));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, `${message.token}.eml`);
      await writeFile(`${path}.part`, eml, { mode: 0o600 });
      await rename(`${path}.part`, path);
    },
  };
}
