import type { Files } from './folder.ts';

/** What is followed of a repository of GitHub, "owner/repo/branch", and where it stands. */
export interface PinnedBranch {
  readonly follows: string;
  readonly rev?: string;
}

const hash = 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';

/** The folder `npins` with branches and, by their name, channels pinned. The Nix file has what recognises those of npins. */
export function npins(pins: Readonly<Record<string, PinnedBranch | { readonly channel: string }>>, version = 7): Files {
  const specs = Object.entries(pins).map(([name, pin]) => [
    name,
    'channel' in pin ? channelPin(pin.channel) : branchPin(pin),
  ]);
  return {
    'npins/default.nix': `let
  data = builtins.fromJSON (builtins.readFile ./sources.json);
  overridden = name: path: if builtins.getEnv "NPINS_OVERRIDE_\${name}" == "" then path else /. + builtins.getEnv "PWD";
  mkSource = name: spec: spec // { outPath = overridden name (builtins.fetchTarball { inherit (spec) url; sha256 = spec.hash; }); };
in
builtins.mapAttrs mkSource data.pins${version >= 6 ? ' // { __functor = self: _: self; }' : ''}
`,
    'npins/sources.json': JSON.stringify({ pins: Object.fromEntries(specs), version }, null, 2),
  };
}

function branchPin({ follows, rev = 'a'.repeat(40) }: PinnedBranch): object {
  const [owner, repo, branch] = follows.split('/');
  return {
    type: 'Git',
    repository: { type: 'GitHub', owner, repo },
    branch,
    submodules: false,
    revision: rev,
    url: `https://github.com/${owner}/${repo}/archive/${rev}.tar.gz`,
    hash,
  };
}

function channelPin(name: string): object {
  const url = `https://releases.nixos.org/nixos/${name.replace(/^nixos-/, '')}/${name}.1234.0123456789ab/nixexprs.tar.xz`;
  return { type: 'Channel', name, url, hash };
}

/** The folder `nix` of niv. */
export function niv(pins: Readonly<Record<string, PinnedBranch>>): Files {
  const specs = Object.entries(pins).map(([name, { follows, rev = 'a'.repeat(40) }]) => {
    const [owner, repo, branch] = follows.split('/');
    const url = `https://github.com/${owner}/${repo}/archive/${rev}.tar.gz`;
    return [name, { branch, owner, repo, rev, sha256: hash, type: 'tarball', url }];
  });
  return {
    'nix/sources.nix': `let
  fetch = spec: builtins.fetchTarball { inherit (spec) url sha256; };
  replaced = name: drv: if builtins.getEnv "NIV_OVERRIDE_\${name}" == "" then drv else builtins.getEnv "PWD";
  mkSources = sources: builtins.mapAttrs (name: spec: spec // { outPath = replaced name (fetch spec); }) sources;
  all = mkSources (builtins.fromJSON (builtins.readFile ./sources.json));
in
all // { __functor = _: _: all; }
`,
    'nix/sources.json': JSON.stringify(Object.fromEntries(specs)),
  };
}

/** The files of lon. */
export function lon(pins: Readonly<Record<string, PinnedBranch>>): Files {
  const sources = Object.entries(pins).map(([name, { follows, rev = 'a'.repeat(40) }]) => {
    const [owner, repo, branch] = follows.split('/');
    const url = `https://github.com/${owner}/${repo}/archive/${rev}.tar.gz`;
    return [name, { type: 'GitHub', fetchType: 'tarball', owner, repo, branch, revision: rev, url, hash }];
  });
  return {
    'lon.nix': `let
  lock = builtins.fromJSON (builtins.readFile ./lon.lock);
  fetchSource = args: builtins.fetchTarball { inherit (args) url; sha256 = args.hash; };
  overridden = name: path: if builtins.getEnv "LON_OVERRIDE_\${name}" == "" then path else /. + builtins.getEnv "PWD";
in
builtins.mapAttrs (name: args: overridden name (fetchSource args)) lock.sources
`,
    'lon.lock': JSON.stringify({ version: '1', sources: Object.fromEntries(sources) }),
  };
}
