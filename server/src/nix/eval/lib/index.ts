import { parse } from '../../syntax/parse.ts';
import { lowerUnlocated } from '../lower.ts';
import { delay, Env, type Machine } from '../machine.ts';
import { type NativeTable, NativeValue } from '../native.ts';
import type { Term } from '../term.ts';
import { type Attr, type AttrsValue, ready, unknown, type Value } from '../value.ts';
import { attrs, external } from '../values.ts';
import { libAttrsets } from './attrsets.ts';
import { libLists } from './lists.ts';
import { nestedOnly, notImplemented, notImplementedIn } from './names.ts';
import { attrsetsSource } from './source/attrsets.ts';
import { customisationSource } from './source/customisation.ts';
import { filesystemSource, pathSource, versionsSource } from './source/files.ts';
import { filesetSource, sourcesSource } from './source/fileset.ts';
import { cliSource, generatorsSource } from './source/generators.ts';
import { listsSource } from './source/lists.ts';
import { modulesSource } from './source/modules.ts';
import { stringsSource } from './source/strings.ts';
import { trivialSource } from './source/trivial.ts';
import { libStrings } from './strings.ts';
import { makeTypes } from './types.ts';

/** A part of lib: its names are seen directly below `lib` as well, unless it is `nested`. */
interface Part {
  readonly names: readonly string[];
  /** The written ones; read when they are used for the first time. */
  readonly term: () => Term;
  readonly natives: NativeTable;
  readonly builtins: readonly string[];
  readonly nested: boolean;
}

function part(names: readonly string[], source: string, natives: NativeTable, builtins: string, nested = false): Part {
  let term: Term | undefined;
  return {
    names,
    term() {
      term ??= lowerUnlocated(parse(source));
      return term;
    },
    natives,
    builtins: builtins.split(' ').filter((name) => name !== ''),
    nested,
  };
}

const evaluation: NativeTable = {
  evalModules: (call, argument) =>
    call.machine.hooks.evalModules?.(argument, call.site) ?? unknown('lib.evalModules is not followed', call.site),
};

/** The parts of lib: they are constant. */
const parts: readonly Part[] = [
  part(
    ['lists'],
    listsSource,
    libLists,
    "all any concatLists concatMap elem elemAt filter foldl' genList groupBy head isList length map partition sort tail",
  ),
  part(
    ['attrsets'],
    attrsetsSource,
    libAttrsets,
    'attrNames attrValues catAttrs getAttr hasAttr intersectAttrs isAttrs listToAttrs mapAttrs removeAttrs zipAttrsWith',
  ),
  part(
    ['strings'],
    stringsSource,
    libStrings,
    'compareVersions concatStringsSep fromJSON isInt isPath isString match parseDrvName readFile replaceStrings split storeDir stringLength substring toJSON typeOf unsafeDiscardStringContext',
  ),
  part(
    ['trivial', 'fixedPoints', 'asserts', 'debug'],
    trivialSource,
    {},
    'add addErrorContext bitAnd bitOr bitXor ceil deepSeq div floor genericClosure isBool isFloat lessThan mul pathExists seq sub trace unsafeGetAttrPos',
  ),
  part(['customisation'], customisationSource, {}, ''),
  part(['modules', 'options'], modulesSource, evaluation, ''),
  part(['filesystem'], filesystemSource, {}, ''),
  part(['sources'], sourcesSource, {}, ''),
  part(['fileset'], filesetSource, {}, '', true),
  part(['path'], pathSource, {}, '', true),
  part(['versions'], versionsSource, {}, '', true),
  part(['generators'], generatorsSource, {}, '', true),
  part(['cli'], cliSource, {}, '', true),
];

const plainBuiltins: readonly string[] =
  'baseNameOf convertHash dirOf filterSource fromTOML getContext hasContext hashFile hashString placeholder readDir readFileType splitVersion toFile toString toXML tryEval'.split(
    ' ',
  );

/** nixpkgs' `lib` for one evaluation: what is not known here is unknown, and says its name. */
export function makeLib(machine: Machine, builtins: Value): AttrsValue {
  const entries = new Map<string, Attr>();
  const source = { kind: 'nixpkgs', name: 'lib' } as const;
  const rest = external('this part of lib is not known', { source, attributes: [], subpath: '', imported: false });
  const lib: AttrsValue = { ...attrs(entries, undefined, rest), mayHold: (name) => notImplemented.has(name) };
  const nested = (each: Part) => partOf(machine, each, lib, builtins);
  for (const each of parts) {
    if (!each.nested) addPart(machine, each, lib, entries, builtins);
    else for (const name of each.names) entries.set(name, { thunk: delay(machine, () => nested(each)) });
  }
  for (const name of plainBuiltins) copyBuiltin(entries, builtins, name);
  entries.set('types', { thunk: ready(makeTypes(machine, entries)) });
  return lib;
}

/** A part goes below its own names, and its functions directly below `lib` as well. */
function addPart(machine: Machine, each: Part, lib: AttrsValue, entries: Map<string, Attr>, builtins: Value): void {
  const own = partOf(machine, each, lib, builtins);
  for (const name of each.names) entries.set(name, { thunk: ready(own) });
  const hidden = nestedOnly[each.names[0] ?? 'lib'] ?? noNames;
  for (const [name, attr] of own.entries) if (!hidden.has(name)) entries.set(name, attr);
}

function partOf(machine: Machine, each: Part, lib: AttrsValue, builtins: Value): AttrsValue {
  const own = new Map<string, Attr>();
  for (const name of each.builtins) copyBuiltin(own, builtins, name);
  const written = machine.apply(machine.evaluate(each.term(), new Env(machine, [], undefined)), [ready(lib)]);
  if (written.kind === 'attrs') for (const [name, attr] of written.entries) own.set(name, attr);
  for (const [name, run] of Object.entries(each.natives))
    own.set(name, { thunk: ready(new NativeValue(machine, name, run)) });
  const [first = 'lib'] = each.names;
  const source = { kind: 'nixpkgs', name: `lib.${first}` } as const;
  const rest = external(`this part of lib.${first} is not known`, {
    source,
    attributes: [],
    subpath: '',
    imported: false,
  });
  const missing = [notImplemented, ...each.names.map((name) => notImplementedIn[name] ?? noNames)];
  return { ...attrs(own, undefined, rest), mayHold: (name) => missing.some((names) => names.has(name)) };
}

const noNames: ReadonlySet<string> = new Set();

function copyBuiltin(entries: Map<string, Attr>, builtins: Value, name: string): void {
  const attr = builtins.kind === 'attrs' ? builtins.entries.get(name) : undefined;
  if (attr !== undefined) entries.set(name, attr);
}
