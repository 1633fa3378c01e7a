import { createHash, createHmac } from 'node:crypto';

export interface S3Keys {
  readonly region: string;
  readonly keyId: string;
  readonly secret: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/**
 * The header by which S3 knows who asks: AWS Signature Version 4. `headers`: those that are signed, by small names, with
 * `host`, `x-amz-date` and `x-amz-content-sha256` among them. Our paths need no encoding.
 */
export function authorization(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  { region, keyId, secret }: S3Keys,
): string {
  const at = headers['x-amz-date'] ?? '';
  const scope = `${at.slice(0, 8)}/${region}/s3/aws4_request`;
  const names = Object.keys(headers).sort();
  const signed = names.join(';');
  const lines = names.map(name => `${name}:${headers[name]}\n`).join('');
  const request = [method, path, '', lines, signed, headers['x-amz-content-sha256']].join('\n');
  const key = [at.slice(0, 8), region, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  const signature = hmac(key, ['AWS4-HMAC-SHA256', at, scope, sha256(request)].join('\n')).toString('hex');
  return `AWS4-HMAC-SHA256 Credential=${keyId}/${scope},SignedHeaders=${signed},Signature=${signature}`;
}
