import type { DocumentParts, Part } from './definition.ts';

/**
 * What would leave somebody out who listens to the document or moves through it by headings. Typst refuses some of it too
 * (PDF/UA-1, ISO 14289-1); here every part is asked before anything is set, and what is wrong is said by its place.
 */
export function faultsOf({ parts, ...of }: DocumentParts): readonly string[] {
  const faults = (['title', 'language', 'description', 'marking', 'reference'] as const)
    .filter(name => isBlank(of[name]))
    .map(name => `${name} is empty`);
  let above = 1;
  for (const [place, part] of parts.entries()) {
    faults.push(...faultsIn(part).map(fault => `part ${place + 1}, ${part.is}: ${fault}`));
    if (part.is !== 'heading') continue;
    if (part.level > above + 1) faults.push(`part ${place + 1}, heading: skips a level`);
    above = part.level;
  }
  return faults;
}

function faultsIn(part: Part): readonly string[] {
  switch (part.is) {
    case 'heading':
    case 'paragraph':
      return isBlank(part.text) ? ['has no text'] : [];
    // Somebody's own words may be nothing but spaces.
    case 'statement':
      return [];
    case 'bullets':
      return part.items.length === 0 ? ['has no items'] : [];
    case 'summary':
      return part.rows.length === 0 || part.rows.some(row => isBlank(row.key))
        ? ['has a row without a key']
        : [];
    case 'table':
      return [
        ...(isBlank(part.caption) ? ['has no caption'] : []),
        ...(part.head.length === 0 || part.head.some(isBlank) ? ['has a column without a head'] : []),
        ...(part.rows.some(row => row.length !== part.head.length) ? ['has a row of another width'] : []),
      ];
  }
}

const isBlank = (text: string): boolean => text.trim() === '';
