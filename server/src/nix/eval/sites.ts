import type { Span } from '../../base/span.ts';
import type { Site } from './value.ts';

/** Where the sites of one text of a file are. Spans are offsets in UTF-16 code units. */
export interface Sites {
  readonly count: number;
  /** The span of a site of this file; undefined for one the text does not have. */
  span(site: Site): Span | undefined;
  /** The innermost site that holds the offset (a cursor behind the last character still touches). */
  siteAt(offset: number): Site | undefined;
  /** All sites that hold the offset, innermost first. */
  sitesAt(offset: number): readonly Site[];
  /** The site that spans exactly this; the outermost where several do. */
  siteOf(span: Span): Site | undefined;
  /** The same spans for the sites of another summary that means the same. */
  withObjects(objects: readonly Site[]): Sites;
}

/** Sites from their objects and, by number, the starts and ends of their spans. */
export function makeSites(objects: readonly Site[], starts: Uint32Array, ends: Uint32Array): Sites {
  let order: Order | undefined;
  let indices: ReadonlyMap<Site, number> | undefined;
  /** Sites that live on from another text have the number that they had there. */
  const indexOf = (site: Site): number => {
    if (objects[site.number] === site) return site.number;
    indices ??= new Map(objects.map((object, index) => [object, index]));
    return indices.get(site) ?? -1;
  };
  const sorted = () => {
    order ??= nest(starts, ends);
    return order;
  };
  const sitesAt = (offset: number) =>
    holding(sorted(), starts, ends, offset).flatMap((number) => objects[number] ?? []);
  return {
    count: starts.length,
    span(site) {
      const index = indexOf(site);
      const start = starts[index];
      const end = ends[index];
      return start === undefined || end === undefined ? undefined : { start, end };
    },
    siteAt: (offset) => sitesAt(offset)[0],
    sitesAt,
    siteOf(span) {
      const fits = holding(sorted(), starts, ends, span.start).filter(
        (n) => starts[n] === span.start && ends[n] === span.end,
      );
      const number = fits.at(-1);
      return number === undefined ? undefined : objects[number];
    },
    withObjects: (others) => makeSites(others, starts, ends),
  };
}

/** Site numbers by start, outer before inner, and for each of them the index of the one around it (-1: none). */
interface Order {
  readonly numbers: Uint32Array;
  readonly parents: Int32Array;
}

function nest(starts: Uint32Array, ends: Uint32Array): Order {
  const at = (list: Uint32Array, index: number) => list[index] ?? 0;
  const numbers = Uint32Array.from(starts, (_, index) => index).sort(
    (a, b) => at(starts, a) - at(starts, b) || at(ends, b) - at(ends, a) || a - b,
  );
  const parents = new Int32Array(numbers.length);
  const open: number[] = [];
  numbers.forEach((number, index) => {
    for (;;) {
      const top = open.at(-1);
      if (top === undefined || at(ends, at(numbers, top)) >= at(ends, number)) break;
      open.pop();
    }
    parents[index] = open.at(-1) ?? -1;
    open.push(index);
  });
  return { numbers, parents };
}

function holding(order: Order, starts: Uint32Array, ends: Uint32Array, offset: number): number[] {
  const { numbers, parents } = order;
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[numbers[middle] ?? 0] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  for (let index = low - 1; index >= 0; index = parents[index] ?? -1) {
    const number = numbers[index] ?? 0;
    if ((ends[number] ?? 0) >= offset) found.push(number);
  }
  return found;
}
