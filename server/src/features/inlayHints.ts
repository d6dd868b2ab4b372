import type { Analysis } from '../analysis.ts';
import type { Span } from '../base/span.ts';
import type { Entry } from '../impermanence/model/model.ts';
import type { FilePath } from '../nix/eval/value.ts';

/** A few words shown behind a place of a text, which are not part of it. */
export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
}

/** The final target of entries that do not say it themselves, and how files get to their place. */
export function inlayHints(analysis: Analysis, path: FilePath, range: Span): readonly InlayHint[] {
  const entries = new Map<number, Entry[]>();
  const starts = new Map<number, number>();
  const text = analysis.source(path)?.text ?? '';
  for (const { model } of analysis.hostsOf(path)) {
    for (const entry of model.entries) {
      const site = entry.pathSite ?? entry.site;
      const place = site?.file === path ? analysis.spanOf(site) : undefined;
      // Of a path that is not written yet there is nothing to say.
      if (!place || place.span.end < range.start || place.span.end > range.end || entry.written === '') continue;
      entries.set(place.span.end, [...(entries.get(place.span.end) ?? []), entry]);
      starts.set(place.span.end, place.span.start);
    }
  }
  return [...entries]
    .sort(([a], [b]) => a - b)
    .flatMap(([offset, found]) => hintOf(offset, text.slice(starts.get(offset), offset), found) ?? []);
}

/** `text`: what stands there. Relative paths, interpolations and names do not say the target themselves. */
function hintOf(offset: number, text: string, entries: readonly Entry[]): InlayHint | undefined {
  const targets = [...new Set(entries.filter(({ path }) => text !== `"${path}"`).map(({ path }) => path))];
  const methods = [...new Set(entries.flatMap((entry) => methodOf(entry) ?? []))];
  // Editors cut what is long: of a path the end is lost, which the text says anyway.
  const parts = [
    methods.length === 1 ? `= ${methods[0]}` : '',
    targets.length === 0 ? '' : targets.length === 1 ? `→ ${targets[0]}` : `→ ${targets.length} targets`,
  ].filter((part) => part !== '');
  if (parts.length === 0) return undefined;
  return { offset, label: parts.join(' '), tooltip: [...targets, ...tooltips(methods)].join('\n') };
}

function tooltips(methods: readonly string[]): readonly string[] {
  if (methods.length !== 1) return [];
  return [methods[0] === 'bind' ? 'bind mount if it exists in the store, else symbolic link' : 'symbolic link'];
}

/** Of files only, and only where it was chosen: directories are always bind mounts. */
function methodOf({ kind, method, fieldSites }: Entry): string | undefined {
  if (kind !== 'file' || fieldSites.method !== undefined) return undefined;
  return method === 'symlink' ? 'symlink' : method === 'auto' ? 'bind' : undefined;
}
