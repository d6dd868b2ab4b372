import path from 'node:path';
import type { Import } from './imports.ts';

/** A part of the source with the parts and packages it may import. A room may always import itself. */
export interface Room {
  /** File or folder, relative to the repository. The longest that fits a file is its room. */
  readonly path: string;
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
}

const base = 'server/src/base';
const syntax = 'server/src/nix/syntax';
const evaluation = 'server/src/nix/eval';
const modules = 'server/src/nix/modules';
const knowledge = 'server/src/impermanence/knowledge';
const model = 'server/src/impermanence/model';
const rules = 'server/src/impermanence/rules';
const fixes = 'server/src/impermanence/fixes';
const workspace = 'server/src/workspace';
const analysis = 'server/src/analysis.ts';
const features = 'server/src/features';
const protocol = 'server/src/protocol.ts';
const engine = [base, syntax, evaluation, modules, knowledge, model, fixes, rules];

/** The arrows of import, one line a room. */
export const rooms: readonly Room[] = [
  { path: base, rooms: [], packages: ['vscode-uri'] },
  { path: syntax, rooms: [base], packages: [] },
  { path: evaluation, rooms: [base, syntax], packages: ['smol-toml', '@noble/hashes'] },
  { path: modules, rooms: [base, syntax, evaluation], packages: ['jsonc-parser'] },
  { path: knowledge, rooms: [base], packages: [] },
  { path: model, rooms: [base, syntax, evaluation, modules, knowledge], packages: [] },
  { path: fixes, rooms: [base, syntax, evaluation, modules, knowledge, model], packages: [] },
  {
    path: rules,
    rooms: [base, syntax, evaluation, modules, knowledge, model, fixes],
    packages: ['fastest-levenshtein'],
  },
  { path: workspace, rooms: engine, packages: ['minimatch'] },
  { path: analysis, rooms: [...engine, workspace], packages: [] },
  { path: features, rooms: [...engine, analysis], packages: ['fastest-levenshtein'] },
  { path: protocol, rooms: [], packages: [] },
  {
    path: 'server/src/lsp',
    rooms: [...engine, workspace, analysis, features, protocol],
    packages: ['vscode-languageserver', 'vscode-languageserver-textdocument', 'vscode-uri', 'minimatch'],
  },
  {
    path: 'server/src/cli',
    rooms: [...engine, workspace, analysis],
    packages: ['commander', 'picocolors', 'diff', 'fastest-levenshtein', 'sarif', 'vscode-uri'],
  },
  { path: 'client/src', rooms: [protocol], packages: ['vscode', 'vscode-languageclient'] },
];

/** Arrows that one file has beyond its room, each for the reason given. */
const exceptions: readonly { readonly from: string; readonly to: string; readonly because: string }[] = [
  {
    from: 'server/src/cli/main.node.ts',
    to: 'server/src/lsp/main.node.ts',
    because: 'the command `lsp` starts the server',
  },
];

/** What is wrong with an import, as a sentence; `undefined` when it follows the arrows. */
export function violation({ from, to, specifier }: Import): string | undefined {
  const room = roomOf(from);
  if (!room) return `${from} is in no room of the table`;
  if (exceptions.some((exception) => exception.from === from && exception.to === to)) return undefined;
  if (!specifier.startsWith('.')) return packageViolation(room, from, specifier);
  if (to === 'package.json') return undefined;
  if (!/\.(ts|json|md)$/.test(specifier)) return `${from} imports ${specifier} without its extension`;
  const target = roomOf(to);
  if (!target || (target !== room && !room.rooms.includes(target.path))) return `${room.path} must not import ${to}`;
  return platformViolation(from, to) ?? siblingViolation(from, to);
}

function roomOf(file: string): Room | undefined {
  return rooms
    .filter((room) => file === room.path || file.startsWith(`${room.path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0];
}

function packageViolation(room: Room, from: string, specifier: string): string | undefined {
  if (specifier.startsWith('node:')) {
    return from.endsWith('.node.ts') ? undefined : `${from} is not for Node alone but imports ${specifier}`;
  }
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  return room.packages.includes(name) ? undefined : `${room.path} must not import the package ${specifier}`;
}

function platformViolation(from: string, to: string): string | undefined {
  const platform = /\.(node|browser)\.ts$/.exec(to)?.[1];
  if (!platform || from.endsWith(`.${platform}.ts`)) return undefined;
  return `${from} is not for ${platform} alone but imports ${to}`;
}

/** Rules, and likewise features, are leaves: only the list of them in index.ts knows more than one. */
function siblingViolation(from: string, to: string): string | undefined {
  const isLeaf = (file: string) =>
    leafFolders.some((leaf) => path.posix.dirname(file) === leaf.folder && leaf.is(file));
  return isLeaf(from) && isLeaf(to) && from !== to ? `${from} must not import its sibling ${to}` : undefined;
}

const leafFolders = [
  // A rule is named by its public id, in kebab case; what rules share is named in camel case like everything else.
  { folder: rules, is: (file: string) => /-[^/]*\.ts$/.test(file) },
  { folder: features, is: (file: string) => path.posix.basename(file) !== 'index.ts' },
];
