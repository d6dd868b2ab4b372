import { all } from '../../../impermanence/fixes/combine.ts';
import { type NamePlace, placeOfName, removeDefinition, siblings } from '../../../impermanence/fixes/definitions.ts';
import type { FileEdit, FixContext } from '../../../impermanence/fixes/fileEdit.ts';
import { inFile } from '../../../impermanence/fixes/located.ts';
import type { Model, Store } from '../../../impermanence/model/model.ts';
import { definitionsIn } from '../../../impermanence/rules/storeOptions.ts';
import type { Definition } from '../../../nix/modules/configuration.ts';
import { staticName } from '../../../nix/syntax/attrPath.ts';
import { replaceExpression } from '../../../nix/syntax/build/expressions.ts';
import type { AttributeBinding, AttributeSet, SyntaxTree } from '../../../nix/syntax/tree.ts';
import { entryEdits } from './entry.ts';
import type { FieldNeeds } from './neededFields.ts';

/** A store of the system where it stands, in the words of preservation. Undefined where it says what preservation cannot. */
export function systemStoreEdits(
  context: FixContext,
  model: Model,
  store: Store,
  converted: readonly Store[],
  needs: FieldNeeds,
): readonly FileEdit[] | undefined {
  if (store.enable !== true || store.condition !== 'yes') return undefined;
  const places = placesOf(context, store);
  const entries = model.entries.filter((entry) => entry.store === store);
  return all(
    ...places.map((place) => place && nameEdits(place, converted)),
    optionEdits(context, model, store),
    ...entries.map((entry) => entryEdits(context, entry, needs(entry))),
  );
}

/** A module's set that a store is defined in, and the binding of it that does. */
export interface ModulePlace extends NamePlace {
  readonly moduleSet: AttributeSet;
  readonly moduleBinding: AttributeBinding;
}

/** Every binding that names a store, with the module's set around it; undefined for one that is written otherwise. */
export function placesOf(context: FixContext, store: Store): readonly (ModulePlace | undefined)[] {
  return store.sites.flatMap((site) => {
    const place = placeOfName(context, site);
    return place ? siblings(place).map((binding) => inModule({ ...place, binding })) : [undefined];
  });
}

/** Where `environment.persistence` is written in one path: before the name, or with a set of stores behind it. */
function inModule(place: NamePlace): ModulePlace | undefined {
  if (place.index === 2) return { ...place, moduleSet: place.set, moduleBinding: place.binding };
  const at = place.nodes.indexOf(place.set);
  const bindingAt = place.nodes.slice(0, at).findLastIndex(({ kind }) => kind === 'binding');
  const [set, binding] = [place.nodes[bindingAt - 1], place.nodes[bindingAt]];
  if (place.index !== 0 || set?.kind !== 'attributeSet' || binding?.kind !== 'binding') return undefined;
  return binding.path.length === 2 ? { ...place, moduleSet: set, moduleBinding: binding } : undefined;
}

/** `environment.persistence` becomes `preservation.preserveAt`; all stores below it have to be among the converted. */
function nameEdits({ moduleBinding, index, set, file }: ModulePlace, converted: readonly Store[]) {
  const [first, second] = moduleBinding.path;
  if (!first || !second || staticName(first) !== 'environment' || staticName(second) !== 'persistence')
    return undefined;
  const others = index === 0 ? set.bindings : [];
  const isWhole = others.every(
    (binding) => binding.kind === 'binding' && converted.some(({ name }) => isNamed(binding, name)),
  );
  const edit = { span: { start: first.start, end: second.end }, text: 'preservation.preserveAt' };
  return isWhole ? inFile(file, [edit]) : undefined;
}

function isNamed({ path }: AttributeBinding, name: string): boolean {
  return path[0] !== undefined && staticName(path[0]) === name;
}

/** The switches of a store: what hides its mounts or allows a trash is an option of them all, the rest has no counterpart. */
function optionEdits(context: FixContext, model: Model, store: Store): readonly FileEdit[] | undefined {
  const definitionsOf = (name: string) => definitionsIn(model, store, name);
  const switches = [...commonOptions].flatMap(([name, option]) =>
    definitionsOf(name).map((definition) => ({ definition, option, value: definition.value.force() })),
  );
  if (switches.some(({ value, definition }) => value.kind !== 'boolean' || definition.condition !== 'yes'))
    return undefined;
  const on = switches.filter(({ value }) => value.kind === 'boolean' && value.value);
  const options = [...new Set(on.map(({ option }) => `"${option}"`))].join(' ');
  const [carrier] = on;
  const needless = ['enable', 'enableWarnings', 'enableDebugging'].flatMap(definitionsOf);
  return all(
    carrier ? carrying(context, carrier.definition, options) : [],
    ...[...needless, ...switches.filter((each) => each !== carrier).map(({ definition }) => definition)].map((each) =>
      removeDefinition(context, each),
    ),
  );
}

const commonOptions: ReadonlyMap<string, string> = new Map([
  ['hideMounts', 'x-gvfs-hide'],
  ['allowTrash', 'x-gvfs-trash'],
]);

function carrying(context: FixContext, { nameSite }: Definition, options: string): readonly FileEdit[] | undefined {
  const place = nameSite && placeOfName(context, nameSite);
  const name = place?.binding.path[place.index];
  if (!place || !name || place.index !== place.binding.path.length - 1) return undefined;
  const tree: SyntaxTree = place.tree;
  return inFile(place.file, [
    { span: { start: name.start, end: name.end }, text: 'commonMountOptions' },
    ...replaceExpression(tree, place.binding.value, `[ ${options} ]`),
  ]);
}
