import type { KeyService } from './keys.ts';
import { remoteKeys } from './protocol.ts';

const patience = 5_000;

/** A key service behind an https address: each question is posted, with the token that it knows us by. */
export const keyAddress = (url: string, token: string | undefined): KeyService =>
  remoteKeys(async question => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(question),
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    });
    return answer.ok ? answer.json() : undefined;
  });
