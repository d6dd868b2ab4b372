import { all } from '../../impermanence/fixes/combine.ts';
import type { FixContext } from '../../impermanence/fixes/fileEdit.ts';
import { removeMount } from '../../impermanence/fixes/mounts.ts';
import { addEntry, addUserEntry } from '../../impermanence/fixes/storeLists.ts';
import { quoted } from '../../impermanence/fixes/text.ts';
import type { Model, Mount, Store } from '../../impermanence/model/model.ts';
import { isBelow } from '../../impermanence/model/paths.ts';
import { isBindMount } from '../../impermanence/rules/mounts.ts';
import { mountsAt } from '../cursor/modelAt.ts';
import { copyCommands } from './dataMove.ts';
import { type Refactoring, type RefactoringPlace, refactoring } from './refactoring.ts';

/** A bind mount from a store, written by hand, becomes an entry of it. The module decides where in the store that lies. */
export function convertMount({ analysis, path, selection }: RefactoringPlace): readonly Refactoring[] {
  const [found] = mountsAt(analysis, path, selection.start);
  if (found?.item.origin !== 'fileSystems' || !isPlainBind(found.item)) return [];
  const { item: mount, host } = found;
  return host.model.stores.flatMap((store) => toEntry(analysis.context, mount, store, host.model));
}

/** One that says nothing an entry could not say. */
function isPlainBind(mount: Mount): boolean {
  return isBindMount(mount) && mount.options?.every((option) => /^(r?bind|defaults)$/.test(option)) === true;
}

function toEntry(context: FixContext, mount: Mount, store: Store, model: Model): readonly Refactoring[] {
  const { mountPoint, device } = mount;
  if (store.path === undefined || store.scope.kind !== 'system' || !device || !isBelow(device, store.path)) return [];
  const owner = model.users.find(({ home }) => home !== undefined && isBelow(mountPoint, home));
  const added =
    owner?.home === undefined
      ? addEntry(context, store, 'directory', quoted(mountPoint))
      : addUserEntry(context, store, owner.name, 'directory', quoted(mountPoint.slice(owner.home.length + 1)));
  const commands = copyCommands([
    {
      from: store.path,
      to: store.path,
      path: device.slice(store.path.length + 1),
      as: mountPoint.slice(1),
    },
  ]);
  const title = `Make it an entry of ${store.name}${owner ? ` for ${owner.name}` : ''}`;
  return refactoring(title, 'rewrite', all(removeMount(context, mount), added), commands);
}
