/** Signs that a list of objects is one page of many, as interfaces of billing systems hand them out. */

/** Names of a flag or a pointer to more, and of the number of all rows; compared without case and separators. */
const more = new Set(['hasmore', 'hasnext', 'hasnextpage']);
const pointers = new Set([
  'nextrecordsurl',
  'odatanextlink',
  'nextpage',
  'nextpageurl',
  'nextcursor',
  'nextpagetoken',
  'nextlink',
  'next',
]);
const totals = new Set([
  'totalcount',
  'totalsize',
  'totalresults',
  'totalrows',
  'totalitems',
  'totalrecords',
]);

const bare = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

const isPointer = (value: unknown): boolean =>
  (typeof value === 'number' && value > 0) ||
  (typeof value === 'string' && value !== '') ||
  (typeof value === 'object' && value !== null);

/**
 * What an object says of rows beyond those of its one list; null when it says nothing. Looks into objects beside the
 * list one level deep, where pages are often described. Example: 2 rows beside `"total_count": 500` are "2 of 500 rows".
 */
export function pageOf(object: Readonly<Record<string, unknown>>, rows: number): string | null {
  let found: string | null = null;
  const look = (value: Readonly<Record<string, unknown>>, deep: boolean) => {
    for (const [key, inner] of Object.entries(value)) {
      const name = bare(key);
      if (totals.has(name) && typeof inner === 'number' && inner > rows) found = `${rows} of ${inner} rows`;
      else if (more.has(name) && inner === true) found ??= `${rows} rows, and it says that there are more`;
      else if (pointers.has(name) && isPointer(inner)) found ??= `${rows} rows, and it names the next page`;
      else if (deep && typeof inner === 'object' && inner !== null && !Array.isArray(inner))
        look(inner as Record<string, unknown>, false);
    }
  };
  look(object, true);
  return found;
}
