import {
  importScoped,
  importValue,
  isElsewhere,
  kindAt,
  lookUp,
  missingFile,
  notRead,
  workspacePath,
} from '../files.ts';
import { delay } from '../machine.ts';
import { attrsArgument, type Call, isRefusal, type NativeTable, type Refusal, stringArgument } from '../native.ts';
import { baseName } from '../paths.ts';
import { selectName } from '../select.ts';
import { appending, coerce } from '../text.ts';
import { type Attr, type FilePath, ready, type Thunk, unknown, type Value } from '../value.ts';
import { attrs, because, boolean, external, failure, string, typeFailure } from '../values.ts';
import { findFile } from '../variables.ts';
import { hashText } from './hashes.ts';

/** Files and folders of the workspace, through `Sources`. */
export const sourceBuiltins: NativeTable = {
  import(call, path) {
    return importValue(call.machine, resolved(call, path.force()), call.site);
  },
  scopedImport(call, scope, path) {
    const variables = attrsArgument(call, scope);
    if (variables.kind !== 'attrs') return variables;
    const place = workspacePath(path.force());
    if (place === undefined || variables.rest !== undefined)
      return unknown('a scoped import of something outside', call.site);
    return importScoped(
      call.machine,
      new Map([...variables.entries].map(([name, attr]) => [name, attr.thunk])),
      place,
      call.site,
    );
  },
  readFile(call, path) {
    const place = placeOf(call, path);
    if (typeof place !== 'string') return place;
    const content = lookUp(call.machine, place);
    if (content === undefined) return notRead(place, call.site);
    if (content.kind === 'file') return string(content.file.text, call.site);
    if (content.kind === 'unreadable') return unknown(`${place} cannot be read: ${content.reason}`, call.site);
    if (content.kind === 'missing') return missingFile(place, 'opening file', call.site);
    return failure('missing-file', `opening file '${place}': Is a directory`, call.site);
  },
  readDir(call, path) {
    const place = placeOf(call, path);
    if (typeof place !== 'string') return place;
    const content = lookUp(call.machine, place);
    if (content === undefined) return notRead(place, call.site);
    if (content.kind === 'unreadable') return unknown(`${place} cannot be read: ${content.reason}`, call.site);
    if (content.kind === 'missing') return missingFile(place, 'opening directory', call.site);
    if (content.kind !== 'directory')
      return failure('missing-file', `opening directory '${place}': not a folder`, call.site);
    const entries = new Map<string, Attr>();
    for (const [name, kind] of content.children)
      entries.set(name, { thunk: ready(string(kind, call.site)), site: call.site });
    return attrs(entries, call.site);
  },
  readFileType(call, path) {
    const place = placeOf(call, path);
    if (typeof place !== 'string') return place;
    const kind = kindAt(call.machine, place);
    if (kind === undefined) return notRead(place, call.site);
    if (kind === 'missing') return missingFile(place, 'getting status of', call.site);
    return string(kind === 'file' ? 'regular' : 'directory', call.site);
  },
  pathExists(call, path) {
    const place = placeOf(call, path);
    if (typeof place !== 'string') return place;
    const kind = kindAt(call.machine, place);
    if (kind === undefined) return notRead(place, call.site);
    if (kind === 'missing' && isElsewhere(place, call.site?.file))
      return unknown(`whether the machine has ${place} is not known`, call.site);
    return boolean(kind !== 'missing', call.site);
  },
  findFile(call, searchPath, name) {
    const text = stringArgument(call, name);
    if (text.kind !== 'string') return text;
    const paths = searchPath.force();
    if (paths.kind === 'unknown') return findFile(call.machine, text.text, call.site);
    return isRefusal(paths) ? paths : unknown('a search path given by hand is not followed', call.site);
  },
  hashFile(call, algorithm, path) {
    const place = placeOf(call, path);
    if (typeof place !== 'string') return place;
    const content = lookUp(call.machine, place);
    if (content === undefined) return notRead(place, call.site);
    if (content.kind !== 'file') return unknown(`${place} is not a readable file`, call.site);
    return hashText(call, algorithm, content.file.text);
  },
  filterSource: (call, _filter, path) => copyOf(call, path),
  path(call, argument) {
    const given = attrsArgument(call, argument);
    if (given.kind !== 'attrs') return given;
    return copyOf(
      call,
      delay(call.machine, () => selectName(call.machine, given, 'path', call.site)),
    );
  },
  toFile(call, name) {
    const text = stringArgument(call, name);
    return text.kind === 'string' ? unknown(`the path of ${text.text} in the store is not known`, call.site) : text;
  },
  storePath: (call, path) => {
    const value = path.force();
    return value.kind === 'failure' ? value : unknown('the store is not read', call.site);
  },
};

/** A set stands for its `outPath`. */
function resolved(call: Call, value: Value): Value {
  if (value.kind !== 'attrs') return value;
  const text = coerce(call.machine, value, appending, call.site);
  // An `outPath` that is a path keeps being one.
  const outPath = value.entries.get('outPath')?.thunk.force();
  return outPath?.kind === 'path' ? outPath : text;
}

/** The path of the workspace that an argument means, or why it means none. */
export function placeOf(call: Call, argument: Thunk): FilePath | Refusal {
  const value = resolved(call, argument.force());
  if (value.kind === 'failure') return value;
  const place = workspacePath(value);
  if (place !== undefined) return place;
  if (value.kind === 'unknown') return because(value, call.site);
  if (value.kind !== 'string') return typeFailure('a path', value, call.site);
  if (value.text.startsWith('/')) return unknown(`${value.text} lies in the store`, call.site);
  return failure('type', `string '${value.text}' doesn't represent an absolute path`, call.site);
}

/** A copy of a path in the store: what it holds can be read (a filter may have left things out), where it lies is unknown. */
function copyOf(call: Call, path: Thunk): Value {
  const value = resolved(call, path.force());
  if (value.kind === 'failure') return value;
  const place = workspacePath(value);
  if (place === undefined)
    return unknown(value.kind === 'unknown' ? value.reason : 'a copy of something outside of the workspace', call.site);
  const source = { kind: 'workspace', path: place, site: call.site } as const;
  return external(
    `the path of a copy of ${baseName(place)} in the store is not known`,
    { source, attributes: [], subpath: '', imported: false },
    call.site,
  );
}
