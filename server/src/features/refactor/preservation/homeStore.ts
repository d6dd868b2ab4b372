import { all } from '../../../impermanence/fixes/combine.ts';
import { placeOfName, siblings } from '../../../impermanence/fixes/definitions.ts';
import { entryNode } from '../../../impermanence/fixes/entries.ts';
import type { FileEdit, FixContext } from '../../../impermanence/fixes/fileEdit.ts';
import { inFile, removal } from '../../../impermanence/fixes/located.ts';
import { attributeName, quoted } from '../../../impermanence/fixes/text.ts';
import type { Entry, Model, Store } from '../../../impermanence/model/model.ts';
import { insertBinding, removeBinding } from '../../../nix/syntax/build/bindings.ts';
import type { FieldNeeds } from './neededFields.ts';
import type { ModulePlace } from './systemStore.ts';

/**
 * A store of a Home Manager user becomes one of the system's for that user, since preservation has no Home Manager module: it goes
 * behind `place`. Undefined where entries are computed, or say what preservation cannot.
 */
export function homeStoreEdits(
  context: FixContext,
  model: Model,
  store: Store,
  place: ModulePlace,
  needs: FieldNeeds,
): readonly FileEdit[] | undefined {
  const { scope, path, enable } = store;
  if (scope.kind !== 'home' || scope.user === undefined || path === undefined || enable !== true) return undefined;
  const entries = model.entries.filter((entry) => entry.store === store);
  const texts = entries.map((entry) => ({ kind: entry.kind, text: entryText(context, entry, needs) }));
  if (entries.length === 0 || texts.some(({ text }) => text === undefined)) return undefined;
  const lists = (['directory', 'file'] as const).flatMap((kind) => {
    const items = texts.flatMap((each) => (each.kind === kind && each.text !== undefined ? [each.text] : []));
    return items.length === 0 ? [] : listLines(kind === 'directory' ? 'directories' : 'files', items);
  });
  const name = `preservation.preserveAt.${attributeName(path)}.users.${attributeName(scope.user)}`;
  const text = `${name} = {\n${lists.map((line) => `  ${line}\n`).join('')}};`;
  return all(
    inFile(place.file, insertBinding(place.tree, place.moduleSet, text, place.moduleBinding)),
    removed(context, store),
  );
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
