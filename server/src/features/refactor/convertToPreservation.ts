import type { Analysis, HostAnalysis } from '../../analysis.ts';
import type { FixContext } from '../../impermanence/fixes/fileEdit.ts';
import { shellWord } from '../../impermanence/fixes/text.ts';
import type { Model, Store } from '../../impermanence/model/model.ts';
import { concatPaths } from '../../impermanence/model/paths.ts';
import type { FileEdit } from '../../impermanence/rules/rule.ts';
import { entryItemsAt, storesAt } from '../cursor/modelAt.ts';
import { isSameEdit, mergeEdits } from '../edits/mergeEdits.ts';
import { homeStoreEdits } from './preservation/homeStore.ts';
import { fieldNeeds } from './preservation/neededFields.ts';
import { isImported, setupEdits } from './preservation/setup.ts';
import { type ModulePlace, placesOf, systemStoreEdits } from './preservation/systemStore.ts';
import { type Refactoring, type RefactoringPlace, refactoring } from './refactoring.ts';

/** A store, or all stores of a file, in the words of the module `preservation`. The data stays where it is. */
export function convertToPreservation(place: RefactoringPlace): readonly Refactoring[] {
  const { analysis, path, selection } = place;
  const here =
    storesAt(analysis, path, selection.start)[0]?.item ?? entryItemsAt(analysis, path, selection.start)[0]?.item.store;
  if (!here) return [];
  const hosts = analysis.hostsOf(path);
  const inFile = distinctNames(hosts.flatMap(({ model }) => model.stores.filter(({ sites }) => isIn(sites, path))));
  const all = inFile.length > 1 ? conversion(analysis, hosts, inFile, 'Convert the stores of this file') : [];
  return [...conversion(analysis, hosts, [here], `Convert ${here.name}`), ...all];
}

function isIn(sites: Store['sites'], path: string): boolean {
  return sites.some(({ file }) => file === path);
}

function distinctNames(stores: readonly Store[]): readonly Store[] {
  return stores.filter((store, index) => stores.findIndex((other) => isSame(store, other)) === index);
}

/** Hosts that share a file have stores of their own for what is written once. */
function isSame(a: Store, b: Store): boolean {
  return a.name === b.name && a.scope.kind === b.scope.kind;
}

function conversion(
  analysis: Analysis,
  hosts: readonly HostAnalysis[],
  stores: readonly Store[],
  title: string,
): readonly Refactoring[] {
  const edits: FileEdit[] = [];
  const sources = new Set<string>();
  const moves = new Map<HostAnalysis, readonly FileEdit[]>();
  for (const host of hosts) {
    const { model } = host;
    const own = model.stores.filter((store) => stores.some((other) => isSame(store, other)));
    const converted = own.length === 0 ? { inPlace: [], moved: [] } : hostEdits(analysis.context, model, own);
    if (!converted) return [];
    edits.push(...converted.inPlace, ...converted.moved);
    moves.set(host, converted.moved);
    for (const source of ownerless(model, own)) sources.add(source);
  }
  if (!agree(analysis, moves)) return [];
  const isComplete = hosts.every(({ model }) => isImported(model) || edits.some(({ text }) => importsModule(text)));
  return refactoring(
    `${title} to preservation`,
    'rewrite',
    mergeEdits(edits),
    [...(isComplete ? [] : [importNote]), ...ownerCheck([...sources])],
    true,
  );
}

/** Whether every host that reads a file is to get there what others put into it: entries of a home go from a file of their own into one of the system. */
function agree(analysis: Analysis, moves: ReadonlyMap<HostAnalysis, readonly FileEdit[]>): boolean {
  return [...moves.values()].flat().every((edit) =>
    analysis.hostsOf(edit.file).every((host) => {
      const own = moves.get(host) ?? [];
      return own.some((other) => isSameEdit(edit, other));
    }),
  );
}

function importsModule(text: string): boolean {
  return /preservation\.nixosModules\.preservation|\/preservation\/archive/.test(text);
}

const importNote = '# import the module too: github:nix-community/preservation, output nixosModules.preservation';

/** Where directories lie whose mode is not said. */
function ownerless(model: Model, stores: readonly Store[]): readonly string[] {
  const entries = model.entries.filter(({ kind, store }) => kind === 'directory' && stores.includes(store));
  return entries.flatMap(({ source, path, fieldSites }) =>
    source === undefined || fieldSites.mode ? [] : [concatPaths(source, path)],
  );
}

/** Impermanence sets owner and mode once, preservation at every boot, so a person has to see whether they are those of now. */
function ownerCheck(paths: readonly string[]): readonly string[] {
  if (paths.length === 0) return [];
  return [
    '# preservation sets owner and mode at every boot: give entries those they have now, where they differ',
    `stat -c '%U:%G %a %n' -- ${paths.map(shellWord).join(' ')}`,
  ];
}

interface HostEdits {
  readonly inPlace: readonly FileEdit[];
  /** What puts entries of homes into a file of the system. */
  readonly moved: readonly FileEdit[];
}

function hostEdits(context: FixContext, model: Model, stores: readonly Store[]): HostEdits | undefined {
  const place = moduleOf(context, model, stores);
  const setup = place && setupEdits(context, model, place, stores);
  if (!place || !setup) return undefined;
  const inPlace = [...setup];
  const moved: FileEdit[] = [];
  const needs = fieldNeeds(model);
  for (const store of stores) {
    if (store.scope.kind === 'system') {
      const converted = systemStoreEdits(context, model, store, stores, needs);
      if (!converted) return undefined;
      inPlace.push(...converted);
    } else {
      const converted = homeStoreEdits(context, model, store, place, stores, needs);
      if (!converted) return undefined;
      inPlace.push(...converted.removed);
      moved.push(...converted.added);
    }
  }
  return { inPlace, moved };
}

/** Where the system's own settings go: beside a converted store of the system, else beside any. */
function moduleOf(context: FixContext, model: Model, stores: readonly Store[]): ModulePlace | undefined {
  const ofSystem = (all: readonly Store[]) => all.filter(({ scope }) => scope.kind === 'system');
  const [place] = [...ofSystem(stores), ...ofSystem(model.stores)].flatMap((store) => placesOf(context, store));
  return place;
}
