/** What a browser says it is, in two words of ours: enough to tell one's phone from a stranger's, and too little to know a device again. */
export interface Device {
  readonly browser: string;
  readonly system: string;
}

/** In order: what comes first also calls itself by names that come later. */
const browsers = [
  ['edge', /\bEdgA?\/|\bEdgiOS\//],
  ['opera', /\bOPR\/|\bOPiOS\//],
  ['samsung', /\bSamsungBrowser\//],
  ['firefox', /\bFirefox\/|\bFxiOS\//],
  ['chrome', /\bChrom(?:e|ium)\/|\bCriOS\//],
  ['safari', /\bVersion\/[\d.]+ .*\bSafari\//],
] as const;
const systems = [
  ['iphone', /\biPhone\b/],
  ['ipad', /\biPad\b/],
  ['android', /\bAndroid\b/],
  ['windows', /\bWindows\b/],
  ['chromebook', /\bCrOS\b/],
  ['mac', /\bMac OS X\b/],
  ['linux', /\bLinux\b/],
] as const;

type Table = readonly (readonly [string, RegExp])[];
const find = (table: Table, said: string): string =>
  table.find(([, sign]) => sign.test(said))?.[0] ?? 'other';

export function deviceOf(userAgent: string | undefined): Device {
  const said = (userAgent ?? '').slice(0, 500);
  return { browser: find(browsers, said), system: find(systems, said) };
}
