import type { Analysis } from '../../analysis.ts';
import type { Span } from '../../base/span.ts';
import { concatPaths } from '../../impermanence/model/paths.ts';
import type { FilePath } from '../../nix/eval/value.ts';
import { staticName, staticText } from '../../nix/syntax/attrPath.ts';
import type { AttributeName, StringLiteral, SyntaxTree } from '../../nix/syntax/tree.ts';
import { walk } from '../../nix/syntax/walk.ts';
import { placementAt } from '../cursor/placement.ts';
import { distinct, type Place, placesOf } from './place.ts';
import { holdsUsers, type Subject } from './subject.ts';
import { writtenPlace, writtenText } from './written.ts';

/** Every place of the project that means the subject, sorted. */
export function usesOf(analysis: Analysis, subject: Subject): readonly Place[] {
  switch (subject.kind) {
    case 'folder': {
      const path = concatPaths(subject.path);
      return withWritten(analysis, [...folderSites(analysis, path), ...stringsNaming(analysis, path, true)]);
    }
    case 'target':
      return distinct([...targetSites(analysis, subject.path), ...stringsNaming(analysis, subject.path, false)]);
    case 'user':
      return withWritten(analysis, [...userSites(analysis, subject.name), ...userNames(analysis, subject.name)]);
  }
}

/** The places, and for those that name a string bound elsewhere (`${persist}`) that string as well. */
function withWritten(analysis: Analysis, found: readonly Place[]): readonly Place[] {
  return distinct([...found, ...found.map((place) => writtenPlace(analysis, place))]);
}

function folderSites(analysis: Analysis, path: string): readonly Place[] {
  const sites = analysis.hosts.flatMap(({ model }) => [
    ...model.stores
      .filter((store) => store.path !== undefined && isSame(store.path, path))
      .flatMap(({ sites, pathSite }) => [...sites, pathSite]),
    ...model.mounts.filter(({ mountPoint }) => isSame(mountPoint, path)).map(({ site }) => site),
  ]);
  return placesOf(analysis, sites);
}

/** `/persist/` is the folder `/persist`. */
function isSame(a: string, b: string): boolean {
  return a === b || concatPaths(a) === concatPaths(b);
}

function targetSites(analysis: Analysis, path: string): readonly Place[] {
  const entries = analysis.hosts.flatMap(({ model }) => model.entries.filter((entry) => entry.path === path));
  return placesOf(
    analysis,
    entries.map(({ pathSite, site }) => pathSite ?? site),
  );
}

function userSites(analysis: Analysis, name: string): readonly Place[] {
  return placesOf(
    analysis,
    analysis.hosts.flatMap(({ model }) => [
      ...model.users.filter((user) => user.name === name).map(({ site }) => site),
      ...model.entries.filter(({ user }) => user === name).map(({ fieldSites }) => fieldSites.user),
    ]),
  );
}

/** Strings that are the path, and those of paths below it where `below` says so. Only the part that is the path counts. */
function stringsNaming(analysis: Analysis, path: string, below: boolean): readonly Place[] {
  return places(analysis, path, (tree) => {
    const spans: Span[] = [];
    walk(tree.root, (node) => {
      const span = node.kind === 'string' ? partNaming(node, path, below) : undefined;
      if (span) spans.push(span);
    });
    return spans;
  });
}

/** The part of a string that is the path: all of it, its quotes included, or its beginning. */
function partNaming(node: StringLiteral, path: string, below: boolean): Span | undefined {
  const text = staticText(node);
  if (text !== undefined && (below ? isSame(text, path) : text === path)) return { start: node.start, end: node.end };
  const [first] = node.parts;
  if (!below || node.indented || first?.kind !== 'text' || !first.value.startsWith(`${path}/`)) return undefined;
  // Without escapes the text is as long as what it means.
  return first.end - first.start === first.value.length
    ? { start: first.start, end: first.start + path.length }
    : undefined;
}

function userNames(analysis: Analysis, name: string): readonly Place[] {
  return places(analysis, name, (tree, file) => {
    const spans: Span[] = [];
    walk(tree.root, (node) => {
      if (node.kind !== 'binding') return;
      for (const component of node.path)
        if (nameOf(analysis, file, component) === name && isUser(tree, component))
          spans.push({ start: component.start, end: component.end });
    });
    return spans;
  });
}

function nameOf(analysis: Analysis, file: FilePath, component: AttributeName): string | undefined {
  const { start, end } = component;
  return staticName(component) ?? writtenText(analysis, { file, span: { start, end } });
}

function isUser(tree: SyntaxTree, component: AttributeName): boolean {
  const placement = placementAt(tree, component.start, 'behind');
  return placement?.focus.kind === 'name' && holdsUsers(placement.steps);
}

/** What `find` finds in every file of the project whose text holds the word at all. */
function places(
  analysis: Analysis,
  word: string,
  find: (tree: SyntaxTree, file: FilePath) => readonly Span[],
): readonly Place[] {
  return analysis.files().flatMap((file: FilePath) => {
    const source = analysis.source(file);
    if (!source?.nix || !source.text.includes(word)) return [];
    return find(source.nix.tree, file).map((span) => ({ file, span }));
  });
}
