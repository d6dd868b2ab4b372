import type { External, Site } from '../../nix/eval/value.ts';
import { parseFlakeReference } from '../../nix/modules/flakeReference.ts';
import type { LockedInput } from '../../nix/modules/lock.ts';
import { isReleaseName } from '../knowledge/releases.ts';
import type { Release } from './model.ts';

/** Where a source comes from, however it was named. */
export type Origin = Omit<Release, 'release'> & {
  readonly owner: string | undefined;
  readonly repo: string | undefined;
  /** Whether flake.lock pins it. */
  readonly locked: boolean;
  /** Which branch it is on is not known: asked for by a revision, a folder, or the address of something that is no branch. */
  readonly branchUnknown: boolean;
};

/** The origin of something that lies outside the workspace; undefined for parts of nixpkgs and inputs that are not known. */
export function originOf(external: External, inputs: ReadonlyMap<string, LockedInput>): Origin | undefined {
  const { source } = external;
  switch (source.kind) {
    case 'input': {
      const name = [source.name, ...innerInputs(external.attributes)].join('/');
      const input = findInput(name, inputs);
      return input === undefined ? unnamed(name, source.site) : inputOrigin(input, inputs, source.site);
    }
    case 'fetched':
      return fetchedOrigin(source);
    case 'searchPath':
      return channelOrigin(source.name, source.site);
    case 'nixpkgs':
    case 'workspace':
      return undefined;
  }
}

/** The origin of a flake input, or of the one it follows. `site`: where flake.nix says it, if the input itself does not know. */
export function inputOrigin(
  asked: LockedInput,
  inputs: ReadonlyMap<string, LockedInput>,
  site?: Site | undefined,
): Origin {
  const input = followed(asked, inputs);
  return {
    evidence: input.pinned ? 'lock' : 'ref',
    url: input.url,
    ref: input.ref ?? channelIn(input.original?.url ?? input.url),
    rev: input.rev,
    lastModified: input.lastModified,
    input: input.name,
    site: input.site ?? site,
    unpinned: false,
    pin: undefined,
    owner: input.owner,
    repo: input.repo ?? input.original?.id ?? flakehubRepo(input.original?.url ?? input.url),
    locked: input.pinned,
    branchUnknown: hasNoBranch(input),
  };
}

/** What an input follows that flake.lock does not tell yet; itself where flake.nix alone does not tell either. */
function followed(input: LockedInput, inputs: ReadonlyMap<string, LockedInput>): LockedInput {
  let found = input;
  for (let steps = 0; steps < 8; steps += 1) {
    if (found.pinned || found.original !== undefined || !found.follows?.length) return found;
    const next = findInput(found.follows.join('/'), inputs);
    if (next === undefined) return found;
    found = next;
  }
  return found;
}

function hasNoBranch({ original, rev, pinned }: LockedInput): boolean {
  if (original === undefined) return rev !== undefined || !pinned;
  return original.rev !== undefined || ['path', 'file', 'unknown'].includes(original.type);
}

/** The names in `.inputs.a.inputs.b` at the beginning of an attribute path. */
function innerInputs(attributes: readonly string[]): readonly string[] {
  const names: string[] = [];
  for (let at = 0; attributes[at] === 'inputs' && attributes[at + 1] !== undefined; at += 2)
    names.push(attributes[at + 1] ?? '');
  return names;
}

function unnamed(name: string, site: Site | undefined): Origin {
  const repo = name.slice(name.lastIndexOf('/') + 1);
  return { ...nothingKnown, evidence: 'ref', input: name, site, repo, branchUnknown: true };
}

const nothingKnown: Origin = {
  evidence: 'none',
  url: undefined,
  ref: undefined,
  rev: undefined,
  lastModified: undefined,
  input: undefined,
  site: undefined,
  unpinned: false,
  pin: undefined,
  owner: undefined,
  repo: undefined,
  locked: false,
  branchUnknown: false,
};

function findInput(name: string, inputs: ReadonlyMap<string, LockedInput>): LockedInput | undefined {
  const [first = '', ...rest] = name.split('/');
  let input = inputs.get(first);
  for (const part of rest) input = input?.inputs().get(part);
  return input;
}

function fetchedOrigin(source: Extract<External['source'], { kind: 'fetched' }>): Origin {
  const reference = parseFlakeReference(source.url);
  const ref = source.ref ?? reference.ref ?? channelIn(source.url);
  const abbreviated = ref !== undefined && /^[0-9a-f]{7,39}$/.test(ref) ? ref : undefined;
  const rev = source.rev ?? reference.rev ?? abbreviated;
  return {
    ...nothingKnown,
    evidence: 'url',
    url: source.url,
    ref: abbreviated === undefined ? ref : undefined,
    rev,
    site: source.site,
    unpinned: !source.pinned && rev === undefined,
    branchUnknown: rev !== undefined || (ref === undefined && reference.repo === undefined),
    pin: source.pin,
    owner: reference.owner,
    repo: reference.repo ?? (source.url.includes('nixos.org') ? 'nixpkgs' : undefined),
  };
}

/** `<nixpkgs>`: a channel that only the machine knows. */
function channelOrigin(name: string, site: Site | undefined): Origin {
  return { ...nothingKnown, evidence: 'channel', site, repo: name.split('/')[0] };
}

/** The channel an address of nixos.org names: "nixos-25.11". */
function channelIn(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  const channel = /nixos\.org\/(?:channels\/)?((?:nixos|nixpkgs)-[\w.-]+?)(?:\/|$)/.exec(url)?.[1];
  if (channel !== undefined) return channel;
  // One state of a channel: releases.nixos.org/nixos/24.05-small/nixos-24.05.7376.b134951a4c9f/nixexprs.tar.xz
  const state = /releases\.nixos\.org\/(nixos|nixpkgs)\/(\d\d\.\d\d(?:-small|-darwin)?|unstable(?:-small)?)\//.exec(
    url,
  );
  if (state !== null) return `${state[1]}-${state[2]}`;
  if (url.includes('releases.nixos.org/nixpkgs/nixpkgs-')) return 'nixpkgs-unstable';
  // FlakeHub counts NixOS 24.05 as version 0.2405.
  const hub = /flakehub\.com\/f\/[^/]+\/[^/]+\/0\.(\d\d)(\d\d)\b/.exec(url);
  return hub === null ? undefined : `release-${hub[1]}.${hub[2]}`;
}

function flakehubRepo(url: string | undefined): string | undefined {
  return url === undefined ? undefined : /flakehub\.com\/f\/[^/]+\/([^/]+)/.exec(url)?.[1];
}

/**
 * The release a branch or channel stands for: "25.11" of `nixos-25.11`, `release-25.11`, `nixpkgs-25.11-darwin`;
 * "unstable" of the development branches; undefined for others.
 */
export function releaseOfRef(ref: string): string | undefined {
  const name = /^(?:refs\/heads\/)?(?:nixos|release|nixpkgs|staging)-(\d\d\.\d\d)(?:-\w+)?$/.exec(ref)?.[1];
  if (name !== undefined) return isReleaseName(name) ? name : undefined;
  const plain = ref.replace(/^refs\/heads\//, '');
  return /^(?:master|main|staging|staging-next|(?:nixos|nixpkgs)-unstable(?:-small)?)$/.test(plain)
    ? 'unstable'
    : undefined;
}
