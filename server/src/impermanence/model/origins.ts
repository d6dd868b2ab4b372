import type { External, Site } from '../../nix/eval/value.ts';
import { parseFlakeReference } from '../../nix/modules/flakeReference.ts';
import type { LockedInput } from '../../nix/modules/lock.ts';
import { isReleaseName } from '../knowledge/releases.ts';
import { channelIn, hubProject } from './addresses.ts';
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
  const hub = hubProject(input.original?.url ?? input.url);
  return {
    evidence: input.pinned ? 'lock' : 'ref',
    url: input.url,
    ref: input.ref ?? channelIn(input.original?.url) ?? channelIn(input.url),
    rev: input.rev,
    lastModified: input.lastModified,
    input: input.name,
    site: input.site ?? site,
    unpinned: false,
    pin: undefined,
    owner: input.owner ?? hub?.owner ?? (input.original?.id === 'home-manager' ? 'nix-community' : undefined),
    repo: input.repo ?? input.original?.id ?? hub?.repo,
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

/** What `nixpkgs` alone means is said by the registry of the machine, until it is locked. */
function hasNoBranch({ original, locked, rev, pinned }: LockedInput): boolean {
  if (original === undefined) return rev !== undefined || !pinned;
  if (original.id === 'nixpkgs' && original.ref === undefined) return !pinned || locked?.type !== 'github';
  return original.rev !== undefined || ['path', 'file', 'tarball', 'unknown'].includes(original.type);
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

/** Where something fetched comes from. `rev` of the fetchers of packages may be a branch or tag as well. */
function fetchedOrigin(source: Extract<External['source'], { kind: 'fetched' }>): Origin {
  const reference = parseFlakeReference(source.url);
  const isRevision = source.rev === undefined || /^[0-9a-f]{7,}$/.test(source.rev);
  const ref = source.ref ?? (isRevision ? undefined : source.rev) ?? reference.ref ?? channelIn(source.url);
  const hub = hubProject(source.url);
  const abbreviated = ref !== undefined && /^[0-9a-f]{7,39}$/.test(ref) ? ref : undefined;
  const rev = (isRevision ? source.rev : undefined) ?? reference.rev ?? abbreviated;
  return {
    ...nothingKnown,
    evidence: 'url',
    url: source.url,
    ref: abbreviated === undefined ? ref : undefined,
    rev,
    site: source.site,
    unpinned: !source.pinned && rev === undefined,
    branchUnknown: rev !== undefined || (ref === undefined && !isRepository(source.url)),
    pin: source.pin,
    owner: reference.owner ?? hub?.owner,
    repo: reference.repo ?? hub?.repo ?? (source.url.includes('nixos.org') ? 'nixpkgs' : undefined),
  };
}

/** Whether an address is that of a repository on a known forge, of which the default branch is meant, rather than that of an archive. */
function isRepository(url: string): boolean {
  const { type, repo } = parseFlakeReference(url);
  if (repo === undefined) return false;
  return type !== 'tarball' || /^https?:\/\/[^/]+\/[^/]+\/[^/]+?(?:\.git)?\/?$/.test(url);
}

/** `<nixpkgs>`: a channel that only the machine knows. */
function channelOrigin(name: string, site: Site | undefined): Origin {
  return { ...nothingKnown, evidence: 'channel', site, repo: name.split('/')[0] };
}

/**
 * The release a branch, channel or tag stands for: "25.11" of `nixos-25.11`, `release-25.11`, `nixpkgs-25.11-darwin` and the tag
 * `25.11`; "unstable" of the development branches; undefined for others.
 */
export function releaseOfRef(ref: string): string | undefined {
  const plain = ref.replace(/^refs\/(?:heads|tags)\//, '');
  const name =
    /^(?:nixos|release|nixpkgs|staging|staging-next)-(\d\d\.\d\d)(?:-\w+)?$/.exec(plain)?.[1] ??
    /^(\d\d\.\d\d)(?:-beta|-pre)?$/.exec(plain)?.[1];
  if (name !== undefined) return isReleaseName(name) ? name : undefined;
  return developmentBranch.test(plain) || /^(?:nixos|nixpkgs)-unstable(?:-small)?$/.test(plain)
    ? 'unstable'
    : undefined;
}

/** What anybody may call a branch of a fork. */
const developmentBranch = /^(?:master|main|HEAD|staging|staging-next)$/;

/** Whether an origin is the project itself and no fork: only there `master` is known to be what is developed now. */
export function isOriginal({ owner }: Pick<Origin, 'owner'>): boolean {
  return ['nixos', 'nix-community', 'rycee', 'determinatesystems'].includes(owner?.toLowerCase() ?? '');
}

/** Whether a branch tells by its name alone which release it is of, in forks too. */
export function isNamedAfterRelease(ref: string): boolean {
  return releaseOfRef(ref) !== undefined && !developmentBranch.test(ref.replace(/^refs\/heads\//, ''));
}
