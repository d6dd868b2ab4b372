import { privateDirectories } from '../../../impermanence/knowledge/privateDirectories.ts';
import type { StatePath } from '../../../impermanence/knowledge/state/index.ts';
import { wellKnownPaths } from '../../../impermanence/knowledge/wellKnownPaths.ts';
import type { Entry, Model } from '../../../impermanence/model/model.ts';
import { usedState } from '../../../impermanence/rules/usedState.ts';
import { homeOf } from '../../state/purpose.ts';

/** Fields with their values as Nix. */
export type Fields = readonly (readonly [name: string, value: string])[];

/** What an entry has to say for preservation beside what it says for impermanence. */
export type FieldNeeds = (entry: Entry) => Fields;

/**
 * What the entries of a host need to say: what the first boot stage reads has to be there then, host keys are links, and
 * directories need the owner and mode they have, since preservation sets them at every boot and not only when it makes
 * them. Source: nix-community/preservation, docs/src/impermanence-migration.md.
 */
export function fieldNeeds(model: Model): FieldNeeds {
  const known = ownersOf(model);
  return (entry) => {
    const { kind, path } = entry;
    if (kind === 'file') return fileFields(path);
    if (path === '/var/lib/nixos') return [['inInitrd', 'true']];
    if (entry.origin.kind !== 'system') return isPrivate(entry, model) ? [['mode', '"0700"']] : [];
    const state = known.get(path);
    const fields = (['user', 'group', 'mode'] as const).flatMap((field) => {
      const value = state?.[field];
      return value === undefined ? [] : [[field, `"${value}"`] as const];
    });
    return fields.filter(([, value]) => value !== '"root"' && value !== '"0755"');
  };
}

function fileFields(path: string): Fields {
  if (path === '/etc/machine-id') return [['inInitrd', 'true']];
  const link = ['how', '"symlink"'] as const;
  if (path === '/var/lib/systemd/random-seed') return [link, ['inInitrd', 'true']];
  return /^\/etc\/ssh\/ssh_host_[^/]+$/.test(path) ? [link, ['configureParent', 'true']] : [];
}

/** The owners and modes of directories: of services that are on, and of what belongs to root whatever is on. */
function ownersOf(model: Model): ReadonlyMap<string, StatePath> {
  const ofRoot = wellKnownPaths('system').filter(({ user }) => user === undefined || user === 'root');
  const used = usedState(model).flatMap(({ paths }) => paths);
  const directories = [...ofRoot, ...used].filter(({ kind }) => kind === 'directory');
  return new Map(directories.map((each) => [each.path, each]));
}

function isPrivate(entry: Entry, model: Model): boolean {
  const home = homeOf(entry, model);
  if (home === undefined) return false;
  return privateDirectories.some(({ path }) => entry.path === `${home}/${path}`);
}
