import { type Call, isRefusal, type NativeTable, stringArgument } from '../native.ts';
import type { AttrsValue, Thunk, Unknown, Value } from '../value.ts';
import { external, typeFailure } from '../values.ts';

/** What comes from the network: unknown, but it is known from where. */
export const fetcherBuiltins: NativeTable = {
  fetchTarball: (call, argument) => fetched(call, argument, ['url']),
  fetchurl: (call, argument) => fetched(call, argument, ['url']),
  fetchGit: (call, argument) => fetched(call, argument, ['url']),
  fetchMercurial: (call, argument) => fetched(call, argument, ['url']),
  fetchTree: (call, argument) => fetched(call, argument, ['url', 'path']),
  fetchClosure: (call, argument) => fetched(call, argument, ['fromStore']),
  getFlake(call, reference) {
    const text = stringArgument(call, reference);
    if (text.kind !== 'string') return text;
    return (
      call.machine.hooks.getFlake?.(text.text, call.site) ??
      place(call, text.text, undefined, undefined, /[?&](rev|narHash)=/.test(text.text))
    );
  },
};

/** A fetcher's answer: an outside place with its address, its branch and revision and whether those pin it. */
export function fetched(call: Call, argument: Thunk, keys: readonly string[]): Value {
  const value = argument.force();
  if (value.kind === 'string') return place(call, value.text, undefined, undefined, false);
  if (value.kind === 'path') return place(call, value.path, undefined, undefined, false);
  if (value.kind !== 'attrs') return isRefusal(value) ? value : typeFailure('a set', value, call.site);
  const url = keys.map((key) => textOf(value, key)).find((text) => text !== undefined) ?? fromParts(value);
  const rev = textOf(value, 'rev');
  const hash = ['sha256', 'hash', 'narHash', 'sha512', 'sha1', 'outputHash'].some(
    (key) => (textOf(value, key) ?? '') !== '',
  );
  return place(
    call,
    url ?? 'an address that is not known',
    textOf(value, 'ref'),
    rev,
    hash || /^[0-9a-f]{40}$/.test(rev ?? ''),
  );
}

function fromParts(value: AttrsValue): string | undefined {
  const type = textOf(value, 'type');
  const owner = textOf(value, 'owner');
  const repo = textOf(value, 'repo');
  if (owner === undefined || repo === undefined) return textOf(value, 'id');
  return `${type ?? 'github'}:${owner}/${repo}`;
}

function textOf(value: AttrsValue, key: string): string | undefined {
  const text = value.entries.get(key)?.thunk.force();
  return text?.kind === 'string' ? text.text : undefined;
}

function place(call: Call, url: string, ref: string | undefined, rev: string | undefined, pinned: boolean): Unknown {
  const source = { kind: 'fetched', url, ref, rev, pinned, site: call.site } as const;
  return external(`${url} is not fetched`, { source, attributes: [], subpath: '', imported: false }, call.site);
}

/** The fetchers of `pkgs`, for whoever makes `pkgs`. */
export const packageFetchers: NativeTable = {
  fetchFromGitHub: (call, argument) => hosted(call, argument, 'https://github.com'),
  fetchFromGitLab: (call, argument) => hosted(call, argument, 'https://gitlab.com'),
  fetchFromSourcehut: (call, argument) => hosted(call, argument, 'https://git.sr.ht'),
  fetchFromGitea: (call, argument) => hosted(call, argument, 'https://codeberg.org'),
  fetchgit: (call, argument) => fetched(call, argument, ['url']),
  fetchzip: (call, argument) => fetched(call, argument, ['url']),
  fetchurl: (call, argument) => fetched(call, argument, ['url']),
  fetchpatch: (call, argument) => fetched(call, argument, ['url']),
};

function hosted(call: Call, argument: Thunk, host: string): Value {
  const value = argument.force();
  if (value.kind !== 'attrs') return isRefusal(value) ? value : typeFailure('a set', value, call.site);
  const domain = textOf(value, 'domain');
  const url = [
    domain === undefined ? host : `https://${domain}`,
    textOf(value, 'owner') ?? '?',
    textOf(value, 'repo') ?? '?',
  ].join('/');
  const pinned = ['sha256', 'hash'].some((key) => (textOf(value, key) ?? '') !== '');
  return place(call, url, textOf(value, 'tag'), textOf(value, 'rev'), pinned);
}
