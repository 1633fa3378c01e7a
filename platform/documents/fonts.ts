import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { charactersOf } from './coverage.ts';

const { resolve } = createRequire(import.meta.url);

/**
 * Open fonts (SIL Open Font License), in order of preference. They cover Latin with Welsh and Vietnamese, Greek, Cyrillic,
 * Devanagari, Arabic (Persian, Urdu, Pashto, Sorani), Hebrew, Ethiopic, Bengali, Gurmukhi, Tamil, Sinhala, Thai and
 * simplified Chinese. Not covered: among others Korean, Japanese kana in part, Georgian, Armenian, Khmer, Lao, Burmese,
 * Gujarati, Telugu, Malayalam, rare Chinese characters and pictures (emoji); what is not covered is told by its number.
 */
const fonts = [
  ['Noto Sans', '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'],
  ['Noto Sans', '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'],
  ['Noto Sans Arabic', '@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf'],
  ['Noto Sans Arabic', '@expo-google-fonts/noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf'],
  ['Noto Sans Hebrew', '@expo-google-fonts/noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf'],
  ['Noto Sans Hebrew', '@expo-google-fonts/noto-sans-hebrew/700Bold/NotoSansHebrew_700Bold.ttf'],
  ['Noto Sans Ethiopic', '@expo-google-fonts/noto-sans-ethiopic/400Regular/NotoSansEthiopic_400Regular.ttf'],
  ['Noto Sans Ethiopic', '@expo-google-fonts/noto-sans-ethiopic/700Bold/NotoSansEthiopic_700Bold.ttf'],
  ['Noto Sans Bengali', '@expo-google-fonts/noto-sans-bengali/400Regular/NotoSansBengali_400Regular.ttf'],
  ['Noto Sans Bengali', '@expo-google-fonts/noto-sans-bengali/700Bold/NotoSansBengali_700Bold.ttf'],
  ['Noto Sans Gurmukhi', '@expo-google-fonts/noto-sans-gurmukhi/400Regular/NotoSansGurmukhi_400Regular.ttf'],
  ['Noto Sans Gurmukhi', '@expo-google-fonts/noto-sans-gurmukhi/700Bold/NotoSansGurmukhi_700Bold.ttf'],
  ['Noto Sans Tamil', '@expo-google-fonts/noto-sans-tamil/400Regular/NotoSansTamil_400Regular.ttf'],
  ['Noto Sans Tamil', '@expo-google-fonts/noto-sans-tamil/700Bold/NotoSansTamil_700Bold.ttf'],
  ['Noto Sans Sinhala', '@expo-google-fonts/noto-sans-sinhala/400Regular/NotoSansSinhala_400Regular.ttf'],
  ['Noto Sans Sinhala', '@expo-google-fonts/noto-sans-sinhala/700Bold/NotoSansSinhala_700Bold.ttf'],
  ['Noto Sans Thai', '@expo-google-fonts/noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf'],
  ['Noto Sans Thai', '@expo-google-fonts/noto-sans-thai/700Bold/NotoSansThai_700Bold.ttf'],
  ['ZCOOL XiaoWei', '@expo-google-fonts/zcool-xiaowei/400Regular/ZCOOLXiaoWei_400Regular.ttf'],
] as const;

export interface Fonts {
  readonly families: readonly string[];
  readonly files: readonly Buffer[];
  readonly covers: (code: number) => boolean;
}

export function readFonts(): Fonts {
  const files = fonts.map(([, file]) => readFileSync(resolve(file)));
  const sets = files.map(charactersOf);
  return {
    families: [...new Set(fonts.map(([family]) => family))],
    files,
    covers: code => sets.some(set => set.has(code)),
  };
}
