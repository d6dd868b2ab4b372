import { all } from '../../../impermanence/fixes/combine.ts';
import { removeDefinition } from '../../../impermanence/fixes/definitions.ts';
import { entryNode, removeField } from '../../../impermanence/fixes/entries.ts';
import type { FileEdit, FixContext } from '../../../impermanence/fixes/fileEdit.ts';
import { inFile } from '../../../impermanence/fixes/located.ts';
import type { Entry, Model, Store } from '../../../impermanence/model/model.ts';
import { definitionsIn, usersIn } from '../../../impermanence/rules/storeOptions.ts';
import { findBinding } from '../../../nix/syntax/build/attributes.ts';
import { commentsOf } from '../../../nix/syntax/comments.ts';
import { type Change, change } from './change.ts';

/** The options of a store that version 2 refuses, whatever they are set to. */
export function removedOptionChanges(context: FixContext, model: Model, store: Store): readonly Change[] {
  // removePrefixDirectory = true goes away together with the layout it stands for.
  const own = ['allowOther', 'defaultDirectoryMethod', 'removePrefixDirectory'].flatMap((name) =>
    definitionsIn(model, store, name).filter((definition) => {
      const value = definition.value.force();
      return name !== 'removePrefixDirectory' || (value.kind === 'boolean' && !value.value);
    }),
  );
  const homes = usersIn(model, store).flatMap((user) => definitionsIn(model, store, 'users', user, 'home'));
  const methods = model.entries.filter(
    ({ kind, store: of, fieldSites }) => of === store && kind === 'directory' && fieldSites.method,
  );
  return [
    ...[...own, ...homes].flatMap((definition) => change(removeDefinition(context, definition))),
    ...methods.flatMap((entry) => change(withoutMethod(context, entry))),
  ];
}

/** What version 1 needed for `allowOther`, where nothing else on the host may need it. */
export function fuseChanges(context: FixContext, model: Model): readonly Change[] {
  const homes = model.stores.filter(({ scope }) => scope.kind === 'home');
  const isOurs = homes.some((store) => definitionsIn(model, store, 'allowOther').length > 0);
  if (homes.length === 0 || (model.open && !isOurs) || model.mounts.some(({ fsType }) => isFuse(fsType))) return [];
  const definitions = model.configuration.definitions(['programs', 'fuse', 'userAllowOther']);
  return definitions.flatMap((definition) => change(removeDefinition(context, definition)));
}

function isFuse(fsType: string | undefined): boolean {
  return fsType === undefined || /^(fuse|sshfs|rclone|mergerfs|bindfs)/.test(fsType);
}

/** Without its method an entry may say nothing but its path, and is a string then. */
function withoutMethod(context: FixContext, entry: Entry): readonly FileEdit[] | undefined {
  const found = entryNode(context, entry);
  if (found?.node.kind !== 'attributeSet') return undefined;
  const { node, outer, located } = found;
  const isCommented = commentsOf(located.tree).some(({ start, end }) => node.start < start && end < node.end);
  const path = findBinding(node, ['directory'])?.binding.value;
  if (node.bindings.length !== 2 || path?.kind !== 'string' || isCommented) {
    return all(removeField(context, entry, 'method'));
  }
  // Only what stands around the path goes, so that the path can be changed too.
  return inFile(located.file, [
    { span: { start: outer.start, end: path.start }, text: '' },
    { span: { start: path.end, end: outer.end }, text: '' },
  ]);
}
