/**
 * Kinds of files that are taken, by their own bytes. `copy`: a picture of which a copy is made anew for showing; the
 * others are handed out as they came, or not at all.
 */
export const taken = {
  'image/jpeg': { kind: 'jpeg', copy: true },
  'image/png': { kind: 'png', copy: true },
  'image/webp': { kind: 'webp', copy: true },
  'image/gif': { kind: 'gif', copy: true },
  'image/tiff': { kind: 'tiff', copy: true },
  'image/avif': { kind: 'avif', copy: true },
  // Its compression is patented and not in the library that makes copies.
  'image/heic': { kind: 'heic', copy: false },
  'image/heif': { kind: 'heic', copy: false },
  'application/pdf': { kind: 'pdf', copy: false },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { kind: 'docx', copy: false },
  'application/vnd.oasis.opendocument.text': { kind: 'odt', copy: false },
  'application/x-cfb': { kind: 'doc', copy: false },
  'application/rtf': { kind: 'rtf', copy: false },
  'video/mp4': { kind: 'mp4', copy: false },
  'video/quicktime': { kind: 'mov', copy: false },
  'video/3gpp': { kind: '3gp', copy: false },
  'video/webm': { kind: 'webm', copy: false },
  'audio/x-m4a': { kind: 'm4a', copy: false },
  'audio/mp4': { kind: 'm4a', copy: false },
  'audio/mpeg': { kind: 'mp3', copy: false },
  'audio/wav': { kind: 'wav', copy: false },
  'audio/ogg': { kind: 'ogg', copy: false },
  'audio/ogg; codecs=opus': { kind: 'ogg', copy: false },
  'audio/aac': { kind: 'aac', copy: false },
  'audio/amr': { kind: 'amr', copy: false },
} as const;

export type Kind = (typeof taken)[keyof typeof taken]['kind'] | 'txt';

/** The kind is the extension too: what the sender called the file says nothing of what it is. */
const fileKinds: readonly Kind[] = [...new Set(Object.values(taken).map(({ kind }) => kind)), 'txt'];
export const extensions: readonly string[] = [...fileKinds, 'jpg', 'tif'];
const withCopy: ReadonlySet<string> = new Set(
  Object.values(taken)
    .filter(({ copy }) => copy)
    .map(({ kind }) => kind),
);
export const hasCopy = (kind: string): boolean => withCopy.has(kind);
