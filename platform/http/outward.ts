/** Sends something to an address that others chose, which must not lead it to what only this machine and its neighbours reach. */
import { lookup } from 'node:dns';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** RFC 6890 and its registries: everything that is not the open internet. */
const closed = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  closed.addSubnet(network, bits, 'ipv4');
/** Of IPv6 the open internet is 2000::/3, and of that not what is set aside or carries an IPv4 address inside. */
const open6 = new BlockList();
open6.addSubnet('2000::', 3, 'ipv6');
const closed6 = new BlockList();
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  closed6.addSubnet(network, bits, 'ipv6');

/** Whether an IP address is of the open internet. */
export function isOpenAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closed.check(address, 'ipv4');
  return family === 6 && open6.check(address, 'ipv6') && !closed6.check(address, 'ipv6');
}
const isLoopback = (address: string): boolean => address === '::1' || address.startsWith('127.');

/** The address was none that may be reached. */
export class AddressClosed extends Error {}

export interface Outward {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** In tests and the evaluation setting alone. */
  readonly mayReachLoopback: boolean;
  readonly timeoutMilliseconds: number;
  readonly signal?: AbortSignal;
}

/**
 * Posts it and answers the status. A name is resolved once, for the connection itself, and whatever it resolves to is
 * judged then; no redirect is followed, and what is answered is not read.
 * @throws AddressClosed, or whatever the connection throws
 */
export function postOutward({ url, headers, body, timeoutMilliseconds, ...how }: Outward): Promise<number> {
  const to = new URL(url);
  const may = (address: string) => isOpenAddress(address) || (how.mayReachLoopback && isLoopback(address));
  const literal = to.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) && !may(literal)) return Promise.reject(new AddressClosed());
  const send = to.protocol === 'https:' ? overHttps : overHttp;
  const timeout = AbortSignal.timeout(timeoutMilliseconds);
  const signal = how.signal ? AbortSignal.any([how.signal, timeout]) : timeout;
  return new Promise((resolve, reject) => {
    const asked = send(
      to,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
        lookup: lookupAmong(may),
        signal,
        // A connection that is kept was made for another address, perhaps when its name led elsewhere.
        agent: false,
      },
      answer => {
        answer.destroy();
        resolve(answer.statusCode ?? 0);
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

/** Of several addresses one that is closed is enough to refuse the name: who named it meant more than one place. */
const lookupAmong =
  (may: (address: string) => boolean): LookupFunction =>
  (name, options, done) => {
    lookup(name, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '', 0);
      const [first] = found;
      if (!first || !found.every(({ address }) => may(address))) return done(new AddressClosed(), '', 0);
      return options.all ? done(null, found) : done(null, first.address, first.family);
    });
  };
