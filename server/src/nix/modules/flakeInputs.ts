import type { Sources } from '../eval/sources.ts';
import type { AttrsValue, FilePath, Site, Value } from '../eval/value.ts';
import type { FlakeReference } from './flakeReference.ts';
import { parseFlakeReference } from './flakeReference.ts';
import type { Lock, LockedInput } from './lock.ts';
import { readLock } from './lock.ts';

/** The flake.lock beside a flake.nix; undefined where there is none. */
export function lockBeside(flake: FilePath, sources: Sources): Lock | undefined {
  const content = sources.at(flake.replace(/[^/]*$/, 'flake.lock'));
  return content?.kind === 'file' ? readLock(content.file.text) : undefined;
}

/**
 * The inputs of a flake: those flake.nix names (`value` is what the file evaluates to), with what flake.lock pins, and
 * those that only the outputs name. `site` is where flake.nix says the URL, else where it names the input.
 */
export function flakeInputs(value: Value, lock: Lock | undefined): ReadonlyMap<string, LockedInput> {
  const locked = lock?.kind === 'valid' ? lock.inputs : new Map<string, LockedInput>();
  const inputs = new Map<string, LockedInput>();
  const written = attribute(value, 'inputs');
  if (written?.kind === 'attrs') {
    for (const [name, attr] of written.entries) inputs.set(name, inputOf(name, attr.thunk.force(), attr.site, locked));
  }
  for (const name of formalsOf(attribute(value, 'outputs'))) {
    if (name !== 'self' && !inputs.has(name))
      inputs.set(name, locked.get(name) ?? bare(name, undefined, { type: 'indirect', id: name }));
  }
  for (const [name, input] of locked) if (!inputs.has(name)) inputs.set(name, input);
  return inputs;
}

function attribute(value: Value | undefined, name: string): Value | undefined {
  return value?.kind === 'attrs' ? value.entries.get(name)?.thunk.force() : undefined;
}

function formalsOf(outputs: Value | undefined): readonly string[] {
  return outputs?.kind === 'function' ? [...(outputs.formals?.keys() ?? [])] : [];
}

function inputOf(
  name: string,
  value: Value,
  nameSite: Site | undefined,
  locked: ReadonlyMap<string, LockedInput>,
): LockedInput {
  const url = attribute(value, 'url');
  const site = url?.site ?? nameSite;
  const follows = attribute(value, 'follows');
  if (follows?.kind === 'string') return following(name, follows.text, site, locked);
  const original = value.kind === 'attrs' ? writtenReference(value, name) : { type: 'indirect', id: name };
  const pinned = locked.get(name);
  const flake = attribute(value, 'flake');
  const isFlake = flake?.kind === 'boolean' ? flake.value : (pinned?.flake ?? true);
  if (pinned === undefined || !sameSource(pinned, original)) return { ...bare(name, site, original), flake: isFlake };
  return { ...pinned, site, ref: original.ref ?? pinned.ref, original, flake: isFlake };
}

/** Whether flake.lock still speaks of what flake.nix asks for: an input that was changed since is not pinned. */
function sameSource(pinned: LockedInput, original: FlakeReference): boolean {
  const before = pinned.original;
  if (before === undefined || original.type === 'unknown') return true;
  return (
    (before.type === original.type || (isAddress(before) && isAddress(original))) &&
    lower(before.owner) === lower(original.owner) &&
    lower(before.repo) === lower(original.repo) &&
    before.id === original.id &&
    branchOf(before) === branchOf(original) &&
    before.rev === original.rev &&
    (before.repo !== undefined || addressOf(before) === addressOf(original))
  );
}

/** Whether it is something that is downloaded from an address: Nix tells archives and files apart by more than their names. */
function isAddress({ type }: FlakeReference): boolean {
  return type === 'tarball' || type === 'file';
}

function branchOf({ ref }: FlakeReference): string | undefined {
  return ref?.replace(/^refs\/heads\//, '');
}

/** The address without what flake.lock writes otherwise: `*` is `%2A` there. */
function addressOf({ url }: FlakeReference): string | undefined {
  return url?.replaceAll(/%2a/gi, '*').replace(/\/$/, '');
}

function lower(text: string | undefined): string | undefined {
  return text?.toLowerCase();
}

/** `follows = "a/b"`: the same as that input. */
function following(
  name: string,
  path: string,
  site: Site | undefined,
  locked: ReadonlyMap<string, LockedInput>,
): LockedInput {
  const names = path === '' ? [] : path.split('/');
  let target = locked.get(names[0] ?? '');
  for (const part of names.slice(1)) target = target?.inputs().get(part);
  return { ...(target ?? bare(name, site, undefined)), name, site, follows: names };
}

function bare(name: string, site: Site | undefined, original: FlakeReference | undefined): LockedInput {
  return {
    name,
    original,
    locked: undefined,
    rev: original?.rev,
    ref: original?.ref,
    owner: original?.owner,
    repo: original?.repo,
    url: original?.url,
    lastModified: undefined,
    flake: true,
    follows: undefined,
    pinned: false,
    inputs: () => new Map(),
    site,
  };
}

function writtenReference(value: AttrsValue, name: string): FlakeReference {
  const get = (key: string) => {
    const found = attribute(value, key);
    return found?.kind === 'string' ? found.text : found?.kind === 'path' ? found.path : undefined;
  };
  const url = get('url');
  if (url !== undefined)
    return { ...parseFlakeReference(url), ...(get('dir') === undefined ? {} : { dir: get('dir') }) };
  const type = get('type');
  if (type === undefined) return { type: 'indirect', id: name };
  return {
    type,
    owner: get('owner'),
    repo: get('repo'),
    ref: get('ref'),
    rev: get('rev'),
    url,
    path: get('path'),
    id: get('id'),
    host: get('host'),
    dir: get('dir'),
  };
}
