/** Where a flake comes from, as flake.nix asks for it or flake.lock pins it. All parts as written, absent where not. */
export interface FlakeReference {
  /** `github`, `gitlab`, `sourcehut`, `git`, `tarball`, `path`, `indirect`, … */
  readonly type: string;
  readonly owner?: string | undefined;
  readonly repo?: string | undefined;
  readonly host?: string | undefined;
  readonly ref?: string | undefined;
  readonly rev?: string | undefined;
  /** For git, tarball and the like. */
  readonly url?: string | undefined;
  /** For `path`. */
  readonly path?: string | undefined;
  /** For `indirect`: the name in the registry. */
  readonly id?: string | undefined;
  /** The folder of the flake in its repository. */
  readonly dir?: string | undefined;
}

const revision = /^[0-9a-f]{40}$/;

/**
 * A flake reference in URL form (`github:owner/repo/ref?dir=x`, `git+https://…`, `./sub`, `nixpkgs/nixos-25.11`), as
 * `nix flake` reads them (NixOS/nix, src/libflake). Whatever it is not made for gives type `unknown` with the url.
 */
export function parseFlakeReference(text: string): FlakeReference {
  const [address = '', query = ''] = text.split('?', 2);
  const parameters = parseQuery(query);
  const common = { ref: parameters.get('ref'), rev: parameters.get('rev'), dir: parameters.get('dir') };
  if (/^(\.{1,2}(\/|$)|\/)/.test(address)) return { type: 'path', path: address, ...common };
  const colon = address.indexOf(':');
  if (colon < 0) return indirect(address, common);
  const scheme = address.slice(0, colon);
  const rest = address.slice(colon + 1);
  switch (scheme) {
    case 'github':
    case 'gitlab':
    case 'sourcehut':
      return forge(scheme, rest, common, parameters.get('host'));
    case 'path':
      return { type: 'path', path: rest, ...common };
    case 'flake':
      return indirect(rest, common);
    case 'http':
    case 'https':
    case 'tarball+http':
    case 'tarball+https':
    case 'tarball+file':
      return tarball(address.replace(/^tarball\+/, ''), common);
    case 'file':
      return { type: 'file', url: address, ...common };
    default:
      if (/^git(\+|$)/.test(scheme)) return git(address.replace(/^git\+/, ''), common);
      return { type: /^hg\+/.test(scheme) ? 'mercurial' : 'unknown', url: address, ...common };
  }
}

interface Common {
  readonly ref: string | undefined;
  readonly rev: string | undefined;
  readonly dir: string | undefined;
}

function parseQuery(query: string): ReadonlyMap<string, string> {
  return new Map(
    query
      .split('&')
      .filter((pair) => pair.includes('='))
      .map((pair) => {
        const at = pair.indexOf('=');
        return [
          pair.slice(0, at),
          pair
            .slice(at + 1)
            .replaceAll('%2F', '/')
            .replaceAll('%2f', '/'),
        ] as const;
      }),
  );
}

function forge(type: string, rest: string, common: Common, host: string | undefined): FlakeReference {
  const [owner, repo, ...more] = rest.replace(/^\/+/, '').split('/');
  const last = more.length === 0 ? undefined : more.join('/');
  const isRevision = last !== undefined && revision.test(last);
  return {
    type,
    owner,
    repo,
    host,
    dir: common.dir,
    ref: common.ref ?? (isRevision ? undefined : last),
    rev: common.rev ?? (isRevision ? last : undefined),
  };
}

function indirect(address: string, common: Common): FlakeReference {
  const [id, second, third] = address.split('/');
  const isRevision = second !== undefined && revision.test(second);
  return {
    type: 'indirect',
    id,
    dir: common.dir,
    ref: common.ref ?? (isRevision ? undefined : second),
    rev: common.rev ?? (isRevision ? second : third),
  };
}

/** A git repository; owner and repo are read off the address of the known forges. */
function git(url: string, common: Common): FlakeReference {
  return { type: 'git', url, ...ownerOf(url), ...common };
}

/**
 * A reference of flake.lock that is given by an address, with what the address tells of it besides: owner and repository, and for
 * archives the branch or revision.
 */
export function completeReference(reference: FlakeReference): FlakeReference {
  const { type, url } = reference;
  if (url === undefined || !['git', 'tarball'].includes(type)) return reference;
  const told = type === 'git' ? ownerOf(url) : tarball(url, noParameters);
  const {
    owner = reference.owner,
    repo = reference.repo,
    ref = reference.ref,
    rev = reference.rev,
  } = {
    ...told,
    ...defined(reference),
  };
  return { ...reference, owner, repo, ref, rev };
}

function defined(reference: FlakeReference): Partial<FlakeReference> {
  return Object.fromEntries(Object.entries(reference).filter(([, value]) => value !== undefined));
}

const noParameters: Common = { ref: undefined, rev: undefined, dir: undefined };

const archivePaths = [
  /\/archive\/(?:refs\/(?:heads|tags)\/)?(.+?)\.(?:tar\.\w+|tgz|zip)$/,
  /\/-\/archive\/([^/]+)\/[^/]+$/,
  /github\.com\/[^/]+\/[^/]+\/(?:tarball|zipball)\/(?:refs\/(?:heads|tags)\/)?([^?]+)$/,
  /codeload\.github\.com\/[^/]+\/[^/]+\/(?:tar\.gz|zip)\/(?:refs\/(?:heads|tags)\/)?([^?]+)$/,
];

/** An archive; those of GitHub and the channels say which branch or revision they are. */
function tarball(url: string, common: Common): FlakeReference {
  const archive = archivePaths.map((path) => path.exec(url)?.[1]).find((found) => found !== undefined);
  const channel = /nixos\.org\/channels\/([^/]+)/.exec(url)?.[1];
  const isRevision = archive !== undefined && revision.test(archive);
  return {
    type: 'tarball',
    url,
    ...ownerOf(url),
    dir: common.dir,
    ref: common.ref ?? (isRevision ? undefined : (archive ?? channel)),
    rev: common.rev ?? (isRevision ? archive : undefined),
  };
}

function ownerOf(url: string): { owner?: string; repo?: string } {
  const found =
    /(?:(?:api|codeload)\.github\.com(?:\/repos)?|github\.com|gitlab\.com|codeberg\.org|git\.sr\.ht)[/:]([^/]+)\/([^/?#]+?)(?:\.git)?(?:[/?#]|$)/.exec(
      url,
    );
  return found?.[1] === undefined || found[2] === undefined ? {} : { owner: found[1], repo: found[2] };
}
