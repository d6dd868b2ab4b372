import { all } from '../../../impermanence/fixes/combine.ts';
import { placeOfName, siblings } from '../../../impermanence/fixes/definitions.ts';
import { entryNode } from '../../../impermanence/fixes/entries.ts';
import type { FileEdit, FixContext } from '../../../impermanence/fixes/fileEdit.ts';
import { inFile, removal } from '../../../impermanence/fixes/located.ts';
import { addUserEntries } from '../../../impermanence/fixes/storeLists.ts';
import { attributeName, quoted } from '../../../impermanence/fixes/text.ts';
import type { Entry, Model, Store } from '../../../impermanence/model/model.ts';
import { insertBinding, removeBinding } from '../../../nix/syntax/build/bindings.ts';
import type { FieldNeeds } from './neededFields.ts';
import type { ModulePlace } from './systemStore.ts';

/**
 * A store of a Home Manager user becomes one of the system's for that user, since preservation has no Home Manager module: beside
 * the entries of the system's store of that path, or behind `place`. Undefined where entries are computed, or say what preservation cannot.
 */
export function homeStoreEdits(
  context: FixContext,
  model: Model,
  store: Store,
  place: ModulePlace,
  converted: readonly Store[],
  needs: FieldNeeds,
): HomeStoreEdits | undefined {
  const { scope, path, enable } = store;
  if (scope.kind !== 'home' || scope.user === undefined || path === undefined || enable !== true) return undefined;
  const entries = model.entries.filter((entry) => entry.store === store);
  const texts = entries.map((entry) => ({ kind: entry.kind, text: entryText(context, entry, needs) }));
  if (entries.length === 0 || texts.some(({ text }) => text === undefined)) return undefined;
  const textsOf = (kind: Entry['kind']) =>
    texts.flatMap((each) => (each.kind === kind && each.text !== undefined ? [each.text] : []));
  const [directories, files] = [textsOf('directory'), textsOf('file')];
  const beside = converted.find((other) => other.scope.kind === 'system' && other.path === path);
  const added = beside
    ? all(
        addUserEntries(context, beside, scope.user, 'directory', directories),
        addUserEntries(context, beside, scope.user, 'file', files),
      )
    : newBinding(place, path, scope.user, directories, files);
  const gone = removed(context, store);
  return added && gone && { added, removed: gone };
}

/** The entries of a home where they go to, and without the store where it was. */
export interface HomeStoreEdits {
  readonly added: readonly FileEdit[];
  readonly removed: readonly FileEdit[];
}

function newBinding(
  { file, tree, moduleSet, moduleBinding }: ModulePlace,
  path: string,
  user: string,
  directories: readonly string[],
  files: readonly string[],
): readonly FileEdit[] {
  const name = `preservation.preserveAt.${attributeName(path)}.users.${attributeName(user)}`;
  const lists = [...listLines('directories', directories), ...listLines('files', files)];
  const text = `${name} = {\n${lists.map((line) => `  ${line}\n`).join('')}};`;
  return inFile(file, insertBinding(tree, moduleSet, text, moduleBinding));
}

function removed(context: FixContext, { sites }: Store): readonly FileEdit[] | undefined {
  return all(
    ...sites.map((site) => {
      const place = placeOfName(context, site);
      if (!place) return undefined;
      return inFile(
        place.file,
        siblings(place).flatMap((binding) => removal(place.tree, removeBinding(place.tree, binding))),
      );
    }),
  );
}

function listLines(name: string, items: readonly string[]): readonly string[] {
  if (items.length === 0) return [];
  return [`${name} = [`, ...items.map((item) => `  ${item}`), '];'];
}

/** The entry as it is known: what it sets itself, and what preservation needs. */
function entryText(context: FixContext, entry: Entry, needs: FieldNeeds): string | undefined {
  const { kind, written, fieldSites, hideMount } = entry;
  const given = Object.keys(fieldSites).filter((field) => field !== kind);
  const unknownFields = given.filter((field) => !['user', 'group', 'mode', 'method', 'hideMount'].includes(field));
  if (!entryNode(context, entry) || unknownFields.length > 0 || entry.condition !== 'yes') return undefined;
  const fields = new Map(needs(entry));
  for (const field of ['user', 'group', 'mode'] as const) {
    if (!given.includes(field)) continue;
    const value = entry[field];
    if (typeof value !== 'string') return undefined;
    fields.set(field, quoted(value));
  }
  if (kind === 'file' && entry.method === 'symlink') fields.set('how', '"symlink"');
  if (given.includes('hideMount') && hideMount) fields.set('mountOptions', '[ "x-gvfs-hide" ]');
  if (fields.size === 0) return quoted(written);
  return `{ ${[`${kind} = ${quoted(written)};`, ...[...fields].map(([name, value]) => `${name} = ${value};`)].join(' ')} }`;
}
