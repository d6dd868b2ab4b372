import type { Analysis } from '../../analysis.ts';
import { placeOfName } from '../../impermanence/fixes/definitions.ts';
import type { Model, Store } from '../../impermanence/model/model.ts';
import { definitionsIn, usersIn } from '../../impermanence/rules/storeOptions.ts';
import type { SyntaxNode } from '../../nix/syntax/tree.ts';
import { nodesWhere } from '../../nix/syntax/walk.ts';
import { configPath } from '../options/configPath.ts';
import type { EntryList } from './entryList.ts';
import type { CompletionPlace } from './place.ts';

/**
 * The entries that a list of an option of the configuration's own will hold: it is one that the definition of a store's list
 * reads (`environment.persistence."/p".directories = config.my.directories`, by way of names in a `let` too). So the first item is completed as well.
 */
export function entryListByUse(analysis: Analysis, { placement, host }: CompletionPlace): EntryList | undefined {
  const names = placement.steps.flatMap((step) => (step.kind === 'name' ? [step.name ?? '?'] : []));
  const written = `.${names.join('.')}`;
  for (const { list, path } of host ? readOptions(analysis, host.model) : []) {
    if (written.endsWith(`.${path.join('.')}`)) return list;
  }
  return undefined;
}

/** Every option below `config` that the definition of a list of entries reads. */
function* readOptions(
  analysis: Analysis,
  model: Model,
): Iterable<{ readonly list: EntryList; readonly path: readonly string[] }> {
  for (const store of model.stores) {
    for (const { list, option } of listsOf(model, store)) {
      for (const { nameSite } of definitionsIn(model, store, ...option)) {
        const place = nameSite && placeOfName(analysis.context, nameSite);
        for (const select of place ? nodesWhere(place.binding.value, isSelect) : []) {
          const path = configPath(select, place?.nodes ?? []);
          if (path && path.length > 0) yield { list, path };
        }
      }
    }
  }
}

function listsOf(
  model: Model,
  store: Store,
): readonly { readonly list: EntryList; readonly option: readonly string[] }[] {
  const { scope } = store;
  const own: Omit<EntryList, 'kind'> =
    scope.kind === 'system' ? { scope: 'system', user: undefined } : { scope: 'home', user: scope.user };
  const holders = [
    { of: own, path: [] as readonly string[] },
    ...usersIn(model, store).map((user) => ({ of: { scope: 'home' as const, user }, path: ['users', user] })),
  ];
  return holders.flatMap(({ of, path }) => [
    { list: { kind: 'directory' as const, ...of }, option: [...path, 'directories'] },
    { list: { kind: 'file' as const, ...of }, option: [...path, 'files'] },
  ]);
}

type Select = Extract<SyntaxNode, { kind: 'select' }>;

function isSelect(node: SyntaxNode): node is Select {
  return node.kind === 'select';
}
