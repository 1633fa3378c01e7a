/** Passwords as they are kept: Argon2id (RFC 9106), in PHC's form, which names the parameters that each was made with. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';

interface Cost {
  /** In KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** The least that OWASP's Password Storage Cheat Sheet asks for. Who signs in with less gets a new hash (`needsMore`). */
const cost: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const [saltLength, tagLength] = [16, 32];
const form = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([\w+/]{22,})\$([\w+/]{43})$/;

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');
const written = ({ memory, passes, parallelism }: Cost, salt: Buffer, tag: Buffer): string =>
  `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;

function tagOf(password: string, salt: Buffer, { memory, passes, parallelism }: Cost): Promise<Buffer> {
  const asked = {
    message: Buffer.from(password, 'utf8'),
    nonce: salt,
    memory,
    passes,
    parallelism,
    tagLength,
  };
  return new Promise((resolve, reject) => {
    argon2('argon2id', asked, (error, tag) => (error ? reject(error) : resolve(Buffer.from(tag))));
  });
}

export async function hashPassword(password: string, of: Cost = cost): Promise<string> {
  const salt = randomBytes(saltLength);
  return written(of, salt, await tagOf(password, salt, of));
}

function read(hash: string): { readonly cost: Cost; readonly salt: Buffer; readonly tag: Buffer } {
  const [, memory, passes, parallelism, salt = '', tag = ''] = form.exec(hash) ?? [];
  if (memory === undefined) throw new Error('a kept password has a form that we do not write');
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

/** What the password of an account that has none is compared with: the same work, and nobody's. */
const decoy = written(cost, randomBytes(saltLength), randomBytes(tagLength));

/** Exactly as it was typed (ASVS 5.0 V6.2.8). Without a kept hash never, after the same work. */
export async function isPassword(password: string, kept: string | undefined): Promise<boolean> {
  const { cost: of, salt, tag } = read(kept ?? decoy);
  return timingSafeEqual(await tagOf(password, salt, of), tag) && kept !== undefined;
}

/** Whether it was made with less than what is asked for today. */
export function needsMore(hash: string): boolean {
  const { memory, passes } = read(hash).cost;
  return memory < cost.memory || passes < cost.passes;
}
