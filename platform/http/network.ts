import { isIPv4, isIPv6 } from 'node:net';

/** The network that an address is of, as far as one holder has it: an address of IPv4, the first half of one of IPv6. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(plain) || !isIPv6(plain)) return plain;
  const [before = '', after] = (plain.split('%')[0] ?? '').toLowerCase().split('::');
  const [head, tail] = [before, after ?? ''].map(each => each.split(':').filter(Boolean)) as [
    string[],
    string[],
  ];
  const missing = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  const groups = after === undefined ? head : [...head, ...missing, ...tail];
  return groups
    .slice(0, 4)
    .map(group => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
