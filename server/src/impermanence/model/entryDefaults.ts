import type { Value } from '../../nix/eval/value.ts';
import { unknown } from '../../nix/eval/value.ts';
import type { Self } from '../../nix/modules/declare.ts';
import type { Era } from '../knowledge/revisions.ts';
import { type Inheriting, inheritedField, inheritedParent, type Owner, systemOwner } from './inherit.ts';
import { homeManagerOwner, ownerOf } from './owners.ts';

/**
 * What an option of an entry is where nobody sets it, as modules see it that look at the entry from inside: a function
 * instead of a set, or another option of the store. `path` is that of the option in the entry.
 */
export function entryDefault(path: string, era: Era): ((self: Self) => Value) | undefined {
  const compute = defaults[path];
  if (compute === undefined) return undefined;
  return (self) => {
    const entry = entryAround(self, era);
    return entry === undefined ? unknown('the storage around the entry is not known') : compute(entry);
  };
}

const fields = [
  'user',
  'group',
  'mode',
  'home',
  'hideMount',
  'allowTrash',
  'enableDebugging',
  'persistentStoragePath',
  'dirPath',
  'filePath',
] as const;
const parentFields = [
  'user',
  'group',
  'mode',
  'directory',
  'dirPath',
  'home',
  'persistentStoragePath',
  'enableDebugging',
] as const;
/** Of a folder above a file they mean as much as of a directory. */
const inherited = ['hideMount', 'allowTrash'] as const;
const permissions = ['user', 'group', 'mode'] as const;

const defaults: Readonly<Record<string, (entry: Inheriting) => Value>> = Object.fromEntries([
  ...fields.map((name) => [name, (entry: Inheriting) => inheritedField(entry, name)] as const),
  ...parentFields.map(
    (name) => [`parentDirectory.${name}`, (entry: Inheriting) => inheritedParent(entry, name)] as const,
  ),
  ...inherited.map((name) => [`parentDirectory.${name}`, (entry: Inheriting) => inheritedField(entry, name)] as const),
  ...permissions.map((name) => [`defaultPerms.${name}`, (entry: Inheriting) => inheritedField(entry, name)] as const),
]);

/** The entry whose options these are, with the store that its path names. */
function entryAround(self: Self, era: Era): Inheriting | undefined {
  const at = self.path.indexOf('persistence');
  const [root, , storeName, users, user] = self.path.slice(at - 1);
  if (at < 1 || root === undefined || storeName === undefined) return undefined;
  const item = self.config.force();
  const store = self.outer(root, 'persistence', storeName);
  if (item.kind !== 'attrs' || store.kind !== 'attrs') return undefined;
  return { item, store, era, owner: ownerAround(self, root, users === 'users' ? user : undefined) };
}

function ownerAround(self: Self, root: string, user: string | undefined): Owner {
  if (root === 'home') return homeManagerOwner({ get: (...path) => self.outer(...path) });
  return user === undefined ? systemOwner : ownerOf(user, self.outer('users', 'users'));
}
