import { all } from '../../../impermanence/fixes/combine.ts';
import { placeOfName, removeDefinition, siblings } from '../../../impermanence/fixes/definitions.ts';
import { rewritePath } from '../../../impermanence/fixes/entries.ts';
import type { FileEdit, FixContext } from '../../../impermanence/fixes/fileEdit.ts';
import { replaceText } from '../../../impermanence/fixes/strings.ts';
import type { Entry, Model, Store } from '../../../impermanence/model/model.ts';
import { concatPaths, withoutPrefix } from '../../../impermanence/model/paths.ts';
import { homeOf } from '../../../impermanence/rules/homes.ts';
import { answer } from '../../../impermanence/rules/options.ts';
import { definitionsIn } from '../../../impermanence/rules/storeOptions.ts';
import type { Site } from '../../../nix/eval/value.ts';
import type { DataMove } from '../dataMove.ts';
import { type Change, change } from './change.ts';

/**
 * What of a store of a home is otherwise since version 2: the home is added to its path by the module, and the layout of
 * GNU Stow is gone. Data that would be looked for elsewhere afterwards has to move.
 */
export function homeStoreChanges(context: FixContext, model: Model, store: Store): readonly Change[] {
  if (store.scope.kind !== 'home') return [];
  const home = homeDirectory(model, store.scope.user);
  const entries = model.entries.filter((entry) => entry.store === store);
  const isPrefixed = isTrue(model, store, 'removePrefixDirectory');
  const path = home === undefined ? store.path : cut(store.path, home);
  const moves = entries.flatMap((entry) => moveOf(store, path, home, entry, isPrefixed) ?? []);
  return [
    ...(path === undefined || path === store.path ? [] : change(renamed(context, store, path))),
    ...(isPrefixed ? change(withoutPrefixes(context, model, store, entries)) : []),
    { edits: [], moves },
  ];
}

/** Where Home Manager has the home, else where the system has it. */
function homeDirectory(model: Model, user: string | undefined): string | undefined {
  if (user === undefined) return undefined;
  const home = model.configuration.homes().get(user);
  const written = home && answer(home, ['home', 'homeDirectory']);
  if (written?.kind === 'known' && written.value.kind === 'string') return written.value.text;
  return homeOf(model, user);
}

function cut(path: string | undefined, home: string): string | undefined {
  return path?.includes(home) ? concatPaths(path.replace(home, '')) : path;
}

/** Every place that names the store, or the one that says its path. */
function renamed(context: FixContext, store: Store, path: string) {
  const { pathSite, sites } = store;
  if (pathSite) return replaceText(context, pathSite, store.path ?? '', path);
  return all(...sites.map((site) => renamedIn(context, site, replaceText(context, site, store.path ?? '', path))));
}

/** A set may have several bindings of one store, of which the site is the first. */
function renamedIn(context: FixContext, site: Site, first: readonly FileEdit[] | undefined) {
  const place = placeOfName(context, site);
  const [edit] = first ?? [];
  if (!place || !edit) return first;
  return siblings(place).flatMap(({ path }): readonly FileEdit[] => {
    const name = path[place.index];
    return name ? [{ ...edit, span: { start: name.start, end: name.end } }] : [];
  });
}

function isTrue(model: Model, store: Store, option: string): boolean {
  return definitionsIn(model, store, option).some((definition) => {
    const value = definition.value.force();
    return value.kind === 'boolean' && value.value;
  });
}

/** All paths or none: half a layout would lose the other half. */
function withoutPrefixes(context: FixContext, model: Model, store: Store, entries: readonly Entry[]) {
  const prefixed = entries.filter(({ written }) => withoutPrefix(written) !== '');
  return all(
    ...definitionsIn(model, store, 'removePrefixDirectory').map((definition) => removeDefinition(context, definition)),
    ...prefixed.map((entry) => rewritePath(context, entry, withoutPrefix(entry.written))),
  );
}

/** Before: the store and the path. Since version 2: the store, the home and the path. */
function moveOf(
  store: Store,
  path: string | undefined,
  home: string | undefined,
  { written }: Entry,
  isPrefixed: boolean,
): DataMove | undefined {
  if (store.path === undefined || path === undefined || home === undefined) return undefined;
  const relative = isPrefixed ? withoutPrefix(written) : concatPaths(written);
  if (relative === '' || relative.startsWith('/')) return undefined;
  const prefix = isPrefixed ? concatPaths(written).slice(0, -relative.length) : '';
  return { from: concatPaths(store.path, prefix), to: concatPaths(path, home), path: relative, sameOwner: true };
}
