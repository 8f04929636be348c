/** Signs that a list of objects is one page of many, as interfaces of billing systems hand them out. */

type Json = Readonly<Record<string, unknown>>;

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Names are compared without case and separators. Flags that say yes to more, and those that say no to the end. */
const flags = words(
  'hasmore hasnext hasnextpage hasmorepages hasmoreitems hasmorerecords hasmoreresults moreitemsincollection moreavailable istruncated truncated',
);
const ends = words('done last islast islastpage lastpage');

/** What names the next page or, on the last one, the page before. */
const next = words(
  'next nextpage nextpageurl nextpageuri nextpagelink nextpagetoken nextpagecursor nextcursor nexttoken nextlink nexturl nexturi nextoffset nextstart nextrecordsurl odatanextlink continuationtoken lastevaluatedkey',
);
const previous = words(
  'previous prev previouspage prevpage previouspageurl prevpageurl previouscursor prevcursor previouslink prevlink previousurl prevurl haspreviouspage hasprevious hasprev hasprevpage',
);

/** The number of all rows, of all pages, and of this page or its first row. */
const totals = words(
  'totalcount totalsize totalresults totalrows totalitems totalrecords totalelements totalentries totalhits recordstotal recordcount rowcount itemcount odatacount numfound',
);
const pages = words('totalpages pagecount pages numpages numberofpages lastpage');
const places = words('page currentpage pagenumber pageno pagenum');
const offsets = words('offset skip startat startindex');
const sizes = words('perpage pagesize limit pagelimit maxresults');

/** Words that may say the number of all rows, and as well something else. */
const perhaps = words('total count');

const bare = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCount = (value: unknown): value is number => Number.isInteger(value);

const isPointer = (value: unknown): boolean =>
  (typeof value === 'number' && value > 0) ||
  value === true ||
  (typeof value === 'string' && value !== '') ||
  (isObject(value) && Object.values(value).some((inner) => inner !== null && inner !== ''));

/** Words that founders write of an earlier period too. */
const plainPrevious = words('previous prev');

/** Whether a value names the page before. Example: an address does, the ARR or the name of an earlier period does not. */
function isPrevious(name: string, value: unknown): boolean {
  if (!previous.has(name)) return false;
  if (!plainPrevious.has(name)) return isPointer(value);
  if (isObject(value))
    return Object.keys(value).some((key) => /href|url|link|after|before|cursor|page/i.test(key));
  return value === true || (typeof value === 'string' && /[/?]/.test(value));
}

/** A list of links as some systems write them, which is no list of rows. Example: `[{ rel: 'next', href: '/v1?page=2' }]`. */
export const isLinks = (value: unknown): value is Json[] =>
  Array.isArray(value) && value.length > 0 && value.every((link) => isObject(link) && 'rel' in link);

/** Whether a number is what a column of the rows adds up to, as amounts of a month or a year: then it counts no rows. */
function isSum(value: number, rows: readonly Json[]): boolean {
  const sums = new Map<string, number>();
  for (const row of rows)
    for (const [key, cell] of Object.entries(row))
      if (typeof cell === 'number' || (typeof cell === 'string' && cell.trim() !== ''))
        sums.set(key, (sums.get(key) ?? 0) + Number(cell));
  return [...sums.values()].some((sum) => [sum, sum * 12].some((one) => Math.abs(one - value) < 1));
}

/** How deep descriptions of pages are looked for beside the list. Example: `meta.pagination.total_pages` is two deep. */
const deepest = 3;

type Sign = { says: string; key: string };

/** Every value beside the list, with its name and where it stands. */
function* beside(
  value: Json,
  path = '',
  depth = 0,
): Generator<{ name: string; key: string; value: unknown }> {
  for (const [key, inner] of Object.entries(value)) {
    const at = `${path}${key}`;
    if (isLinks(inner)) {
      for (const { rel } of inner) yield { name: bare(String(rel)), key: at, value: true };
      continue;
    }
    yield { name: bare(key), key: at, value: inner };
    if (isObject(inner) && depth < deepest) yield* beside(inner, `${at}.`, depth + 1);
  }
}

/**
 * What an object says of rows beyond those of its one list, and where; null when it says nothing, or that these are all.
 * Example: 2 rows beside `"total_count": 500` are "2 of 500 rows"; 2 beside `"total": 2` are all.
 */
export function pageOf(object: Json, rows: readonly Json[]): Sign | null {
  const held = rows.length;
  const found = [...beside(object)];
  const paged = found.some(({ name }) =>
    [next, previous, pages, places, offsets, sizes].some((names) => names.has(name)),
  );
  const exact = found.filter(({ name, value }) => totals.has(name) && isCount(value));
  // Where the number of all rows is given by name, a bare total beside it is one of something else.
  const bareTotals = found.filter(
    ({ name, value }) => perhaps.has(name) && isCount(value) && (paged || !isSum(value, rows)),
  );
  const counts = exact.some(({ value }) => value === held) ? exact : [...exact, ...bareTotals];
  const more = counts.find(({ value }) => Number(value) > held);
  if (more !== undefined) return { says: `${held} of ${more.value} rows`, key: more.key };
  const sign = (fits: (name: string, value: unknown) => boolean, says: string): Sign | null => {
    const one = found.find(({ name, value }) => fits(name, value));
    return one === undefined ? null : { says: `${held} rows, and it ${says}`, key: one.key };
  };
  // A count may be that of the page. Pages put together keep what the first of them says of their number.
  const all = counts.some(({ name, value }) => value === held && name !== 'count');
  // Some systems name a next page after the last, and say beside it that there are no more.
  const over = found.some(({ name, value }) => flags.has(name) && value === false);
  return (
    sign((name, value) => flags.has(name) && value === true, 'says that there are more') ??
    sign((name, value) => ends.has(name) && value === false, 'says that it is not the last') ??
    sign(
      (name, value) => !over && next.has(name) && isPointer(value) && !(all && typeof value === 'number'),
      'names the next page',
    ) ??
    (all
      ? null
      : (sign((name, value) => pages.has(name) && isCount(value) && value > 1, 'is of several pages') ??
        sign(isPrevious, 'names the page before') ??
        sign((name, value) => places.has(name) && isCount(value) && value > 1, 'is not the first page') ??
        sign(
          (name, value) => offsets.has(name) && isCount(value) && value > 0,
          'does not begin at the first',
        )))
  );
}
