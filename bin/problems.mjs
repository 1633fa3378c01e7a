// Runs on Node 20 and newer: why an installation failed, as one line that says what to do.

/** What npm or the system printed → the line for the person at the keyboard. The first match wins. */
const causes = [
  [/ENOSPC|no space left/i, 'The disk is full. Free about 1 GB, then run the same command again.'],
  [/EDQUOT/i, 'The disk quota is used up. Free about 1 GB, then run the same command again.'],
  [
    /ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT|network/i,
    "The package registry cannot be reached. Connect to the network (or set npm's proxy or registry), then run the same command again.",
  ],
  [
    /E40[13]\b/,
    'The package registry refused access. Sign in to it with npm, then run the same command again.',
  ],
  [
    /EINTEGRITY/,
    'A package is not the one that package-lock.json names. Do not use it; report it as SECURITY.md says.',
  ],
  [
    /EACCES|EPERM|EROFS/,
    'The project folder cannot be written. Give this user the folder, then run the same command again.',
  ],
  [
    /EUSAGE|can only install packages when your package\.json/i,
    'package.json and package-lock.json do not fit together. Restore both from git, then run the same command again.',
  ],
  [
    /E404|ETARGET/,
    'The package registry does not hold a package that package-lock.json names. Ask whoever runs that registry.',
  ],
];

/** @param {string} output what npm printed */
export function explain(output) {
  const found = causes.find(([pattern]) => /** @type {RegExp} */ (pattern).test(output));
  return /** @type {string} */ (found?.[1] ?? `The packages could not be installed: ${firstError(output)}`);
}

/** @param {string} output */
function firstError(output) {
  const lines = output.split('\n').filter(text => text.trim() !== '');
  const line = lines.find(text => /^npm (error|ERR!)/.test(text) && !/code \S+$/.test(text)) ?? lines.at(-1);
  return (line ?? 'it gave no reason').replace(/^npm (error|ERR!)\s*/, '').slice(0, 200);
}
