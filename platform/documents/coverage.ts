/**
 * Which characters a font has a glyph for, read from its table `cmap` (OpenType, formats 4 and 12, which every font of
 * ours has). Asked before a document is set: a character that no font has is told by its number, and never a silent box.
 */
export function charactersOf(font: Buffer): ReadonlySet<number> {
  const cmap = tableOf(font, 'cmap');
  const found = new Set<number>();
  const count = cmap.readUInt16BE(2);
  for (let nth = 0; nth < count; nth++) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + nth * 8 + 4));
    const format = table.readUInt16BE(0);
    if (format === 4) readSegments(table, found);
    if (format === 12) readGroups(table, found);
  }
  return found;
}

function tableOf(font: Buffer, tag: string): Buffer {
  const count = font.readUInt16BE(4);
  for (let nth = 0; nth < count; nth++) {
    const at = 12 + nth * 16;
    if (font.toString('latin1', at, at + 4) === tag) return font.subarray(font.readUInt32BE(at + 8));
  }
  throw new Error(`A font without the table ${tag}`);
}

/** Format 4: ends, starts, deltas and offsets of segments, one array after the other. */
function readSegments(table: Buffer, found: Set<number>): void {
  const segments = table.readUInt16BE(6) / 2;
  for (let nth = 0; nth < segments; nth++) {
    const end = table.readUInt16BE(14 + nth * 2);
    const start = table.readUInt16BE(16 + (segments + nth) * 2);
    const delta = table.readUInt16BE(16 + (segments * 2 + nth) * 2);
    const at = 16 + (segments * 3 + nth) * 2;
    const offset = table.readUInt16BE(at);
    for (let code = start; code <= end && code < 0xffff; code++) {
      const glyph = offset === 0 ? code : table.readUInt16BE(at + offset + (code - start) * 2);
      if (offset !== 0 && glyph === 0) continue;
      if (((glyph + delta) & 0xffff) !== 0) found.add(code);
    }
  }
}

/** Format 12: groups of characters with glyphs in a row. */
function readGroups(table: Buffer, found: Set<number>): void {
  const groups = table.readUInt32BE(12);
  for (let nth = 0; nth < groups; nth++) {
    const at = 16 + nth * 12;
    const glyph = table.readUInt32BE(at + 8);
    for (let code = table.readUInt32BE(at); code <= table.readUInt32BE(at + 4); code++)
      if (glyph !== 0 || code !== table.readUInt32BE(at)) found.add(code);
  }
}
