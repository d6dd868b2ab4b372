import type { Analysis } from '../../analysis.ts';
import type { Span } from '../../base/span.ts';
import type { FilePath, Site } from '../../nix/eval/value.ts';

/** A piece of a file of the project. */
export interface Place {
  readonly file: FilePath;
  readonly span: Span;
}

/** Where sites stand, each place once, in the order of files and positions. */
export function placesOf(analysis: Analysis, sites: Iterable<Site | undefined>): readonly Place[] {
  const places: Place[] = [];
  for (const site of sites) {
    const place = site && analysis.spanOf(site);
    if (place) places.push(place);
  }
  return distinct(places);
}

/** Each place once, sorted. */
export function distinct(places: Iterable<Place>): readonly Place[] {
  const known = new Map<string, Place>();
  for (const place of places) known.set(`${place.file}\n${place.span.start}\n${place.span.end}`, place);
  return [...known.values()].sort(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.span.start - b.span.start,
  );
}
