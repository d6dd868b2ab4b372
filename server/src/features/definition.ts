import type { Analysis } from '../analysis.ts';
import type { Span } from '../base/span.ts';
import { encloses } from '../base/span.ts';
import { mountOf } from '../impermanence/model/lasts.ts';
import type { Entry, Model } from '../impermanence/model/model.ts';
import type { FilePath, Site } from '../nix/eval/value.ts';
import { nodesAt } from '../nix/syntax/nodeAt.ts';
import { entriesAt, type Found, mountsAt, storesAt } from './cursor/modelAt.ts';
import { fileOf } from './paths/fileOf.ts';
import { ownOptionAt } from './uses/ownOptions.ts';
import { type Place, placesOf } from './uses/place.ts';
import { subjectAt } from './uses/subject.ts';

/** Where something leads to. */
export interface Definition {
  /** What was asked about. */
  readonly origin: Span;
  readonly targets: readonly Place[];
}

/**
 * Where what stands at an offset leads to: an entry to its store, the mount that holds it and its user; a store to its mount and back; a
 * user to its declaration; a path to its file; an option of the configuration's own to where its entries are fed on,
 * else to its declaration.
 */
export function definition(analysis: Analysis, path: FilePath, offset: number): Definition | undefined {
  return (
    ofFound(analysis, entriesAt(analysis, path, offset), ({ item, host }) => entrySites(item, host.model)) ??
    ofFound(analysis, storesAt(analysis, path, offset), ({ item, host }) => [
      item.path === undefined ? undefined : mountOf(host.model, item.path)?.site,
    ]) ??
    ofFound(analysis, mountsAt(analysis, path, offset), ({ item, host }) =>
      host.model.stores.filter((store) => store.path === item.mountPoint).flatMap(({ sites }) => sites),
    ) ??
    ofUser(analysis, path, offset) ??
    ofPath(analysis, path, offset) ??
    ofOwnOption(analysis, path, offset) ??
    ofDeclared(analysis, path, offset)
  );
}

function ofFound<T>(
  analysis: Analysis,
  found: readonly Found<T>[],
  sites: (found: Found<T>) => readonly (Site | undefined)[],
): Definition | undefined {
  const [first] = found;
  const targets = placesOf(analysis, found.flatMap(sites));
  return first && targets.length > 0 ? { origin: first.span, targets } : undefined;
}

function entrySites({ source, store, origin }: Entry, model: Model): readonly (Site | undefined)[] {
  const mount = source === undefined ? undefined : mountOf(model, source);
  const users = origin.kind === 'system' || origin.user === undefined ? [] : declarations(origin.user, model);
  return [mount?.site, store.site, ...users];
}

/** Every place that says something of the user: modules may add to what others declare. */
function declarations(user: string, model: Model): readonly (Site | undefined)[] {
  return model.configuration.definitions(['users', 'users', user]).map(({ nameSite }) => nameSite);
}

function ofUser(analysis: Analysis, path: FilePath, offset: number): Definition | undefined {
  const subject = subjectAt(analysis, path, offset);
  if (subject?.kind !== 'user') return undefined;
  const sites = analysis.hosts.flatMap(({ model }) => declarations(subject.name, model));
  const targets = placesOf(analysis, sites);
  return targets.length > 0 ? { origin: subject.span, targets } : undefined;
}

function ofPath(analysis: Analysis, path: FilePath, offset: number): Definition | undefined {
  const tree = analysis.source(path)?.nix?.tree;
  const node = tree && nodesAt(tree, offset).findLast(({ kind }) => kind === 'path');
  const file = node?.kind === 'path' ? fileOf(analysis, path, node) : undefined;
  if (!node || file === undefined) return undefined;
  return { origin: { start: node.start, end: node.end }, targets: [{ file, span: { start: 0, end: 0 } }] };
}

/** The name of an option whose value holds entries that another definition puts into a store: that definition. */
function ofOwnOption(analysis: Analysis, path: FilePath, offset: number): Definition | undefined {
  const tree = analysis.source(path)?.nix?.tree;
  const nodes = tree ? nodesAt(tree, offset) : [];
  const binding = nodes.findLast(({ kind }) => kind === 'binding');
  const name = nodes.at(-1);
  if (binding?.kind !== 'binding' || !name || !binding.path.some((component) => component === name)) return undefined;
  const sites = analysis
    .hostsOf(path)
    .flatMap(({ model }) =>
      model.entries
        .filter(({ site }) => isWithin(analysis, site, { file: path, span: binding.value }))
        .flatMap((entry) => feedingSites(entry, model)),
    );
  const targets = placesOf(analysis, sites).filter(({ file, span }) => file !== path || !encloses(binding, span));
  return targets.length > 0 ? { origin: { start: name.start, end: name.end }, targets } : undefined;
}

/** The name of an option of the configuration's own, where it is read or set: its declaration. */
function ofDeclared(analysis: Analysis, path: FilePath, offset: number): Definition | undefined {
  const option = ownOptionAt(analysis, path, offset);
  return option && { origin: option.place.span, targets: option.declarations };
}

function feedingSites({ store, kind, origin }: Entry, model: Model): readonly (Site | undefined)[] {
  const list = kind === 'directory' ? 'directories' : 'files';
  const source = origin.kind === 'home' ? model.configuration.homes().get(origin.user ?? '?') : model.configuration;
  const option =
    origin.kind === 'user' ? [...store.optionPath, 'users', origin.user, list] : [...store.optionPath, list];
  return source?.definitions(option).map(({ nameSite, valueSite }) => nameSite ?? valueSite) ?? [];
}

function isWithin(analysis: Analysis, site: Site | undefined, { file, span }: Place): boolean {
  const place = site?.file === file ? analysis.spanOf(site) : undefined;
  return place !== undefined && encloses(span, place.span);
}
