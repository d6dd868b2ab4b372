import type { Site } from '../../nix/eval/value.ts';
import type { Entry, Model } from '../model/model.ts';
import { concatPaths, isBelow } from '../model/paths.ts';
import { homeOf } from './homes.ts';
import page from './managed-file-in-directory.md';
import { answer, namesIn, type Options, textOf } from './options.ts';
import type { Rule } from './rule.ts';

/** Home Manager puts its links into the storage then, and stumbles over those of the last boot. */
export const managedFileInDirectory: Rule = {
  id: 'managed-file-in-directory',
  severity: 'info',
  title: 'A file that Home Manager manages in a directory that is persisted',
  page,
  source: '#204, #231',
  category: 'entries',
  repair: 'none',
  *checkHost(model) {
    for (const [entry, files] of filesByDirectory(model)) {
      const [first, ...others] = files;
      if (!first) continue;
      const more = others.length === 0 ? '' : ` and ${others.length} more`;
      yield {
        message: `Home Manager manages ${first.path}${more} (${first.option}), and it lies in ${entry.path}, which is persisted as a whole: its link to the Nix store is kept there too and can be in the way later (“Existing file … is in the way”). Persist only what the program writes.`,
        at: { site: first.site },
        related: [
          ...(entry.site ? [{ at: { site: entry.site }, message: 'the directory that is persisted' }] : []),
          ...others.map(({ site, path }) => ({ at: { site }, message: `${path} likewise` })),
        ],
      };
    }
  },
};

function filesByDirectory(model: Model): ReadonlyMap<Entry, readonly ManagedFile[]> {
  const found = new Map<Entry, ManagedFile[]>();
  for (const file of managedFiles(model)) {
    const entry = model.entries.find((candidate) => holds(candidate, file));
    if (entry) found.set(entry, [...(found.get(entry) ?? []), file]);
  }
  return found;
}

function holds({ kind, origin, path, condition }: Entry, file: ManagedFile): boolean {
  if (kind !== 'directory' || condition !== 'yes' || origin.kind === 'system') return false;
  return origin.user === file.user && isBelow(file.path, path);
}

interface ManagedFile {
  /** Undefined in a module by itself. */
  readonly user: string | undefined;
  readonly path: string;
  readonly option: string;
  readonly site: Site;
}

function* managedFiles(model: Model): Iterable<ManagedFile> {
  if (model.host.kind === 'module') yield* filesIn(model.configuration, undefined, '~');
  for (const [user, home] of model.configuration.homes()) {
    const root = homeOf(model, user);
    if (root !== undefined) yield* filesIn(home, user, root);
  }
}

function* filesIn(options: Options, user: string | undefined, root: string): Iterable<ManagedFile> {
  for (const { option, below } of places) {
    for (const [name, site] of namesIn(options.lookup(option.split('.')))) {
      const target = site && targetOf(options, [...option.split('.'), name], name);
      if (site && target !== undefined) yield { user, path: concatPaths(root, below, target), option, site };
    }
  }
}

/** Where the file goes below its place; undefined where it is turned off, goes out of it, or that is not known. */
function targetOf(options: Options, path: readonly string[], name: string): string | undefined {
  if (options.definitions([...path, 'enable']).length > 0) {
    const enable = answer(options, [...path, 'enable']);
    if (enable.kind !== 'known' || enable.value.kind !== 'boolean' || !enable.value.value) return undefined;
  }
  if (options.definitions([...path, 'target']).length === 0) return name;
  const target = answer(options, [...path, 'target']);
  const text = target.kind === 'known' ? textOf(target.value) : undefined;
  return text?.startsWith('/') ? undefined : text;
}

const places: readonly { readonly option: string; readonly below: string }[] = [
  { option: 'home.file', below: '' },
  { option: 'xdg.configFile', below: '.config' },
  { option: 'xdg.dataFile', below: '.local/share' },
];
