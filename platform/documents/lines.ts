/** One line of a text, and whether it is read from right to left. */
export interface Line {
  readonly text: string;
  readonly rtl: boolean;
}

const lineEnd = /\r\n|[\n\r\v\f\u{85}\u{2028}\u{2029}]/u;
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** Nothing to see, by design: marks of direction, joiners, variation selectors. Unicode, Default_Ignorable_Code_Point. */
const unseen = /\p{Default_Ignorable_Code_Point}/u;
/** Fonts may have a glyph for these; PDF/UA forbids it, and a mark of byte order (ISO 14289-1, 7.21.8). */
const control = /[\p{Cc}\u{feff}\u{fffe}]/u;

/**
 * A text as lines. A character that no font has stands as its number, `[U+1F600]`, and is counted by `missed`: whoever
 * reads it learns that something stood there, and what. Half of a pair of surrogates is told the same way.
 */
export function linesOf(
  text: string,
  covers: (code: number) => boolean,
  missed: () => void,
): readonly Line[] {
  return text.split(lineEnd).map(line => {
    let shown = '';
    for (const char of line) {
      const code = char.codePointAt(0) ?? 0;
      if (char === '\t') shown += '    ';
      else if (!control.test(char) && (covers(code) || unseen.test(char))) shown += char;
      else {
        shown += `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
        missed();
      }
    }
    const first = /\p{L}/u.exec(shown)?.[0] ?? '';
    return { text: shown, rtl: rightToLeft.test(first) };
  });
}
