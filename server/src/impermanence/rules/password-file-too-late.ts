import type { Site } from '../../nix/eval/value.ts';
import { setMountField } from '../fixes/mounts.ts';
import { replaceText } from '../fixes/strings.ts';
import { mayHold } from '../model/lasts.ts';
import type { Entry, Model } from '../model/model.ts';
import { concatPaths, isAtOrBelow } from '../model/paths.ts';
import { namingHarms } from './harms.ts';
import { isLost, isOfConfiguration } from './lost.ts';
import { isMountedEarly, mountHolding } from './mounts.ts';
import { attribute, namesIn } from './options.ts';
import page from './password-file-too-late.md';
import type { Problem, Rule, RuleContext } from './rule.ts';

/** Users are made in the activation, before persisted paths are mounted. */
export const passwordFileTooLate: Rule = {
  id: 'password-file-too-late',
  severity: 'error',
  title: 'A password file that is not there yet when it is read',
  page,
  source: 'W',
  category: 'loss',
  repair: 'preferred',
  *checkHost(model, context) {
    for (const { path, site, option } of passwordFiles(model)) {
      if (isOfConfiguration(model, context, path, site)) continue;
      const entry = model.entries.find((candidate) => holds(candidate, path));
      if (entry) yield target(path, site, option, entry, context);
      else if (isLost(model, path)) yield lost(model, path, site, option);
      else yield* lateMount(model, path, site, option, context);
    }
  },
};

interface PasswordFile {
  readonly path: string;
  readonly site: Site;
  readonly option: string;
}

function* passwordFiles(model: Model): Iterable<PasswordFile> {
  const users = model.configuration.lookup(['users', 'users']);
  if (users.kind !== 'attrs') return;
  for (const name of namesIn(users).keys()) {
    const user = attribute(users, name);
    if (user?.kind !== 'attrs') continue;
    const old = attribute(user, 'passwordFile');
    const file = attribute(user, 'hashedPasswordFile');
    if (old?.kind === 'string' && old.site) yield { path: old.text, site: old.site, option: 'passwordFile' };
    // The old option is the default of the new one.
    if (file?.kind === 'string' && file.site && file !== old)
      yield { path: file.text, site: file.site, option: 'hashedPasswordFile' };
  }
}

function holds(entry: Entry, path: string): boolean {
  if (entry.condition !== 'yes') return false;
  return entry.kind === 'directory' ? mayHold(entry) && isAtOrBelow(path, entry.path) : entry.path === path;
}

function target(path: string, site: Site, option: string, entry: Entry, context: RuleContext): Problem {
  const kept = entry.source === undefined ? undefined : concatPaths(entry.source, path);
  return {
    message: `${option} is read before persisted paths are mounted: ${path} is not there then, and the password is not set. Name the file in the storage${kept ? `, ${kept}` : ''}.`,
    at: { site },
    related: entry.site ? [{ at: { site: entry.site }, message: 'persisted here' }] : [],
    fixes:
      kept === undefined
        ? []
        : [
            {
              title: `Write ${kept}`,
              preferred: true,
              harms: namingHarms(site, entry),
              edits: () => replaceText(context, site, path, kept),
            },
          ],
  };
}

function lost(model: Model, path: string, site: Site, option: string): Problem {
  const mount = mountHolding(model, path);
  return {
    message: `${path} lies on ${mount?.mountPoint ?? '/'}, which is emptied at every boot: ${option} finds nothing there. Name a file in the storage.`,
    at: { site },
    related: mount?.site ? [{ at: { site: mount.site }, message: 'the file system that is emptied' }] : [],
  };
}

function* lateMount(model: Model, path: string, site: Site, option: string, context: RuleContext): Iterable<Problem> {
  const mount = path.startsWith('/') ? mountHolding(model, path) : undefined;
  if (!mount || model.open || isMountedEarly(mount) !== false) return;
  yield {
    message: `${option} is read before ${mount.mountPoint} is mounted, where ${path} lies. Set neededForBoot for it.`,
    at: { site },
    related: mount.site ? [{ at: { site: mount.site }, message: 'the file system' }] : [],
    fixes: [
      {
        title: `Set neededForBoot for ${mount.mountPoint}`,
        preferred: true,
        edits: () => setMountField(context, mount, 'neededForBoot', 'true'),
      },
    ],
  };
}
