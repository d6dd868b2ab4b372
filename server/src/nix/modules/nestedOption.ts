import type { OptionType } from '../eval/optionType.ts';
import type { AttrsValue, Value } from '../eval/value.ts';
import { ready } from '../eval/value.ts';
import { asOption, type Branch } from './declarations.ts';
import type { Declaration } from './option.ts';
import type { Place } from './session.ts';
import { failed, showOption } from './session.ts';

/**
 * The declarations of an option that has more options declared below it: where it is a submodule they join it, else
 * real Nix refuses them.
 */
export function nestedOption(
  branches: readonly Branch[],
  declarations: readonly Declaration[],
  place: Place,
): readonly Declaration[] {
  const below = branches.filter((branch) => asOption(branch) === undefined);
  const [first] = declarations;
  if (first !== undefined && declarations.every((each) => each.type.name === 'submodule')) {
    const joined = below.map(
      (branch): Declaration => ({
        ...first,
        default: undefined,
        apply: undefined,
        set: undefined,
        type: submoduleOf(branch),
      }),
    );
    return [...declarations, ...joined];
  }
  const message = `The option \`${showOption(place.path)}' is declared with options below it, but its type does not support nested options.`;
  const [branch] = below;
  if (branch?.kind === 'nix') place.session.note(place.path, failed('other', message), branch.site);
  return declarations;
}

function submoduleOf(branch: Branch): OptionType {
  if (branch.kind === 'native') {
    const native = branch.tree.kind === 'branch' ? [{ options: branch.tree }] : [];
    return {
      name: 'submodule',
      modules: ready({ kind: 'list', items: [] }),
      shorthandOnlyDefinesConfig: false,
      native,
    };
  }
  const module: AttrsValue = { kind: 'attrs', entries: new Map([['options', { thunk: branch.value }]]) };
  const modules: Value = { kind: 'list', items: [{ kind: 'item', thunk: ready(module) }] };
  return { name: 'submodule', modules: ready(modules), shorthandOnlyDefinesConfig: false };
}
