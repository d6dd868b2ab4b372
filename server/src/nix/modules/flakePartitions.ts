import type { Attr, AttrsValue, FilePath, Thunk, Value } from '../eval/value.ts';
import { lazy, ready, unknown } from '../eval/value.ts';
import type { NativeModule, Self } from './declare.ts';
import { attrs, declareOptions, mkOverride, nothing, option } from './declare.ts';
import { loadFlake } from './flake.ts';
import type { HostContext } from './hostContext.ts';
import { types } from './nativeTypes.ts';

/** What the modules of a flake are evaluated with, to be evaluated again for a partition. */
export interface FlakeArguments {
  readonly inputs: Thunk;
  readonly self: Thunk;
}

/** Evaluates the modules of the flake together with one more, and gives the outputs. */
export type EvaluateAgain = (module: Thunk, given: FlakeArguments) => Self;

const forced = 50;

/**
 * `partitions`: the modules of a flake evaluated again with more inputs, `partitionedAttrs`: which outputs are taken from which of them
 * (hercules-ci/flake-parts, extras/partitions.nix). In a partition itself no output is taken from another one.
 */
export function partitionsModule(
  context: HostContext,
  given: FlakeArguments,
  again: EvaluateAgain | undefined,
): NativeModule {
  const options = declareOptions(
    option('partitions', types.attrsOf(types.submodule(partition(context))), { default: attrs({}) }),
    option('partitionedAttrs', types.attrsOf(types.str), { default: attrs({}) }),
  );
  if (again === undefined) return { options };
  const made = new Map<string, Self>();
  const outputsOf = (name: string, self: Self): Self => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const module = lazy(() => self.get('partitions', name, 'module'));
    const outputs = again(
      module,
      argumentsOf(given, () => self.get('partitions', name, 'extraInputs')),
    );
    made.set(name, outputs);
    return outputs;
  };
  return { options, config: (self) => attrs({ flake: lazy(() => takenOutputs(self, outputsOf)) }) };
}

function takenOutputs(self: Self, outputsOf: (name: string, self: Self) => Self): Value {
  const taken = self.get('partitionedAttrs');
  if (taken.kind !== 'attrs') return taken;
  const entries = [...taken.entries].map(([name, attr]): [string, Attr] => {
    const output = lazy(() => {
      const from = attr.thunk.force();
      if (from.kind !== 'string')
        return from.kind === 'failure' ? from : unknown('the partition is not known', from.site);
      return outputsOf(from.text, self).get('flake', name);
    });
    return [name, { ...attr, thunk: ready(mkOverride(forced, output)) }];
  });
  return { ...taken, entries: new Map(entries) };
}

function partition(context: HostContext): NativeModule {
  return {
    options: declareOptions(
      option('extraInputsFlake', types.raw, { default: nothing }),
      option('extraInputs', types.lazyAttrsOf(types.raw), { default: attrs({}) }),
      option('module', types.deferredModule, { default: attrs({}) }),
    ),
    config: (self) => attrs({ extraInputs: lazy(() => inputsOf(context, self.get('extraInputsFlake'))) }),
  };
}

/** The inputs of a flake that lies in the workspace. */
function inputsOf(context: HostContext, flake: Value): Value {
  if (flake.kind === 'null') return attrs({});
  const folder = folderOf(flake);
  if (folder === undefined) return unknown('the inputs of the partition are not known', flake.site);
  const path = `${folder}/flake.nix`;
  if (context.sources.kindOf(path) === 'missing') return unknown(`there is no file ${path}`, flake.site);
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  const loaded = loadFlake(context, path, 1, (inputs) => context.addInputs(inputs, name));
  const inputs = loaded.given.force();
  if (inputs.kind !== 'attrs') return inputs;
  return { ...inputs, entries: new Map([...inputs.entries].filter(([each]) => each !== 'self')) };
}

function folderOf(flake: Value): FilePath | undefined {
  if (flake.kind === 'path') return flake.path;
  const place = flake.kind === 'unknown' ? flake.external : undefined;
  return place?.source.kind === 'workspace' ? place.source.path + place.subpath : undefined;
}

/** `inputs` and `self` with the inputs of the partition. */
function argumentsOf(given: FlakeArguments, extra: () => Value): FlakeArguments {
  const inputs: Thunk = lazy(() => over(over(given.inputs.force(), extra()), attrs({ self })));
  const self: Thunk = lazy(() => over(given.self.force(), attrs({ inputs })));
  return { inputs, self };
}

/** `below // above`. */
function over(below: Value, above: Value): Value {
  if (below.kind === 'attrs' && above.kind === 'attrs') {
    const rest = above.rest ?? below.rest;
    const entries = new Map([...below.entries, ...above.entries]);
    const joined: AttrsValue = { kind: 'attrs', entries, rest };
    return joined;
  }
  const part = below.kind === 'attrs' ? above : below;
  const known = below.kind === 'attrs' ? below : above;
  if (part.kind !== 'unknown' || known.kind !== 'attrs') return part;
  if (known === above) return { ...known, rest: known.rest ?? part };
  const entries = [...known.entries].map(([name]): [string, Attr] => [name, { thunk: ready(part) }]);
  return { kind: 'attrs', entries: new Map(entries), rest: part };
}
