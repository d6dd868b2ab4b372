import type { Entry, Model, Mount } from '../model/model.ts';
import { isAtOrBelow } from '../model/paths.ts';

/** The user an entry was written for: users.<name> or home.persistence; undefined for system entries and where it is unknown. */
export function userOf(entry: Entry): string | undefined {
  return entry.origin.kind === 'system' ? undefined : entry.origin.user;
}

/** A user's home as far as it is known. */
export function homeOf(model: Model, user: string): string | undefined {
  return model.users.find(({ name }) => name === user)?.home;
}

/** The home that an entry's path starts with: that of its user, `~` in a Home Manager module by itself. */
export function homeOfEntry(model: Model, { origin }: Entry): string | undefined {
  if (origin.kind === 'system') return undefined;
  return origin.user === undefined ? '~' : homeOf(model, origin.user);
}

/** Homes of the users of the configuration and of those with entries. */
export function knownHomes(model: Model): readonly string[] {
  return model.users.flatMap(({ home }) => (home === undefined ? [] : [home]));
}

/** Whether a mount is (or holds) a home: at or above one that is known, or `/home` or a folder in it. The root is not counted. */
export function holdsHome(model: Model, mount: Mount): boolean {
  if (mount.mountPoint === '/') return false;
  if (/^\/home(\/[^/]+)?$/.test(mount.mountPoint)) return true;
  return knownHomes(model).some((home) => isAtOrBelow(home, mount.mountPoint) && home !== '/var/empty');
}
