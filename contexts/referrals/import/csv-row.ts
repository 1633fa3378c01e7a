/** The cells of one record of a table (RFC 4180); undefined where a quote stands where none can. What they hold is kept as it is. */
export function cellsOf(record: string, delimiter: string): readonly string[] | undefined {
  const text = record.endsWith('\r') ? record.slice(0, -1) : record;
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] !== '"') {
      const end = text.indexOf(delimiter, at);
      cells.push(end < 0 ? text.slice(at) : text.slice(at, end));
      if (end < 0) return cells;
      at = end + 1;
      continue;
    }
    let cell = '';
    for (at += 1; ; ) {
      const end = text.indexOf('"', at);
      if (end < 0) return undefined;
      cell += text.slice(at, end);
      at = end + 1;
      if (text[at] !== '"') break;
      cell += '"';
      at += 1;
    }
    cells.push(cell);
    if (at === text.length) return cells;
    if (text[at] !== delimiter) return undefined;
    at += 1;
  }
}
