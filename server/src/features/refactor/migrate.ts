import type { HostAnalysis } from '../../analysis.ts';
import type { FixContext } from '../../impermanence/fixes/fileEdit.ts';
import type { Model } from '../../impermanence/model/model.ts';
import { mergeEdits } from '../edits/mergeEdits.ts';
import { copyCommands } from './dataMove.ts';
import type { Change } from './migration/change.ts';
import { homeStoreChanges } from './migration/homeStore.ts';
import { importChanges } from './migration/imports.ts';
import { fuseChanges, removedOptionChanges } from './migration/removedOptions.ts';
import { sourceChanges } from './migration/source.ts';
import { type Refactoring, type RefactoringPlace, refactoring } from './refactoring.ts';

/** What was written for version 1 of the module is written for version 2: in this file, and in all files of a host. */
export function migrate({ analysis, path }: RefactoringPlace): readonly Refactoring[] {
  const migrations = analysis.hostsOf(path).map((host) => ({ host, changes: changesOf(analysis.context, host.model) }));
  const here = migrations.flatMap(({ changes }) =>
    changes.filter(({ edits }) => edits.some(({ file }) => file === path)),
  );
  const inFile = mergeEdits(here.flatMap(({ edits }) => edits.filter(({ file }) => file === path)));
  const hosts = distinctly(migrations.flatMap(({ host, changes }) => ofHost(host, changes, path)));
  if (hosts.length === 0 && (inFile?.length ?? 0) === 0) return [];
  const commands = [...new Set(migrations.flatMap(({ changes }) => commandsOf(changes)))];
  return [
    ...refactoring('Migrate this file to version 2 of impermanence', 'rewrite', inFile, commands, true),
    ...hosts,
  ];
}

interface HostMigration {
  readonly refactoring: Refactoring;
  /** The file that makes the host. */
  readonly root: string;
}

/** One for each name and change: modules by themselves are named by their files, which may have the same name in several folders. */
function distinctly(found: readonly HostMigration[]): readonly Refactoring[] {
  const different = found.filter(
    ({ refactoring: one }, index) => found.findIndex(({ refactoring: other }) => isSameChange(one, other)) === index,
  );
  return different.map(({ refactoring: one, root }) => {
    const isClear = different.every(({ refactoring: other }) => other === one || other.title !== one.title);
    return isClear ? one : { ...one, title: `${one.title} – ${root.split('/').slice(-2).join('/')}` };
  });
}

function isSameChange(a: Refactoring, b: Refactoring): boolean {
  return a.title === b.title && JSON.stringify(a.edits) === JSON.stringify(b.edits);
}

/** Only where other files than this one change; else it is the same. */
function ofHost({ host }: HostAnalysis, changes: readonly Change[], path: string): readonly HostMigration[] {
  const edits = mergeEdits(changes.flatMap((each) => each.edits));
  const files = new Set(edits?.map(({ file }) => file));
  if (!edits || ![...files].some((file) => file !== path)) return [];
  const count = files.size === 1 ? '1 file' : `${files.size} files`;
  const title = `Migrate host ${host.name} to version 2 of impermanence (${count})`;
  return refactoring(title, 'rewrite', edits, commandsOf(changes), true).map((each) => ({
    refactoring: each,
    root: host.root,
  }));
}

/** A home by itself has no module in version 2, so it stays with version 1. */
function changesOf(context: FixContext, model: Model): readonly Change[] {
  if (model.host.kind === 'home') return [];
  const changes = [
    ...model.stores.flatMap((store) => [
      ...removedOptionChanges(context, model, store),
      ...homeStoreChanges(context, model, store),
    ]),
    ...fuseChanges(context, model),
    ...importChanges(context, model),
  ];
  return [...changes, ...sourceChanges(context, model)];
}

function commandsOf(changes: readonly Change[]): readonly string[] {
  return [
    ...changes.flatMap(({ commands }) => commands ?? []),
    ...copyCommands(changes.flatMap(({ moves }) => moves ?? [])),
  ];
}
