import type { Site } from '../../nix/eval/value.ts';
import type { Model } from '../model/model.ts';
import { concatPaths, isBelow } from '../model/paths.ts';
import { homeOf } from './homes.ts';
import page from './managed-file-in-directory.md';
import { namesIn } from './options.ts';
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
    for (const { user, path, option, site } of managedFiles(model)) {
      const entry = model.entries.find(
        ({ kind, origin, path: directory, condition }) =>
          kind === 'directory' &&
          origin.kind !== 'system' &&
          origin.user === user &&
          condition === 'yes' &&
          isBelow(path, directory),
      );
      if (!entry) continue;
      yield {
        message: `Home Manager manages ${path} (${option}), and it lies in ${entry.path}, which is persisted as a whole: its link to the Nix store is kept there too and can be in the way later (\`Existing file … is in the way\`). Persist only what the program writes.`,
        at: { site },
        related: entry.site ? [{ at: { site: entry.site }, message: 'the directory that is persisted' }] : [],
      };
    }
  },
};

interface ManagedFile {
  readonly user: string;
  readonly path: string;
  readonly option: string;
  readonly site: Site;
}

function* managedFiles(model: Model): Iterable<ManagedFile> {
  for (const [user, home] of model.configuration.homes()) {
    const root = homeOf(model, user);
    if (root === undefined) continue;
    for (const { option, below } of places) {
      for (const [name, site] of namesIn(home.lookup(option.split('.')))) {
        if (site) yield { user, path: concatPaths(root, below, name), option, site };
      }
    }
  }
}

const places: readonly { readonly option: string; readonly below: string }[] = [
  { option: 'home.file', below: '' },
  { option: 'xdg.configFile', below: '.config' },
  { option: 'xdg.dataFile', below: '.local/share' },
];
