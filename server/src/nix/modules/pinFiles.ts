import { fromJson } from '../eval/builtins/data.ts';
import type { Attr, ExternalSource, Value } from '../eval/value.ts';
import { ready } from '../eval/value.ts';

/** A program that pins sources without flakes. */
export type PinTool = 'npins' | 'niv' | 'lon';

/** One pinned source: where it comes from, and what its set holds besides (`sources.nixpkgs.revision`). */
export interface Pin {
  readonly source: Extract<ExternalSource, { kind: 'fetched' }>;
  /** Undefined for lon, which gives the bare path. */
  readonly spec: ReadonlyMap<string, Attr> | undefined;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * The pins of a file by name: `npins/sources.json` of versions 0 to 8 (andir/npins, libnpins/src/versions.rs), `nix/sources.json` of
 * niv (nmattia/niv, nix/sources.nix), `lon.lock` (nikstur/lon, rust/lon/src/lock/v1.rs). Pins of which nothing is known
 * (containers, packages of PyPI) are left out; undefined where the text is none of it.
 */
export function readPins(tool: PinTool, text: string): ReadonlyMap<string, Pin> | undefined {
  const data = parsed(text);
  const specs = tool === 'npins' ? data?.pins : tool === 'lon' ? data?.sources : data;
  if (!isObject(specs)) return undefined;
  const pins = new Map<string, Pin>();
  for (const [name, spec] of Object.entries(specs)) {
    const found = isObject(spec) ? places[tool](spec) : undefined;
    if (found === undefined) continue;
    const source = { kind: 'fetched', ...found, pinned: true, pin: { tool, name } } as const;
    pins.set(name, { source, spec: tool === 'lon' ? undefined : attributesOf(spec) });
  }
  return pins;
}

interface Place {
  readonly url: string;
  /** The branch, tag or channel that is followed. */
  readonly ref: string | undefined;
  readonly rev: string | undefined;
}

const places: Readonly<Record<PinTool, (spec: Json) => Place | undefined>> = {
  npins: (spec) => {
    const url = textAt(spec, 'url');
    switch (spec.type) {
      case 'Git':
      case 'GitRelease': {
        const address = repositoryUrl(spec.repository) ?? url;
        const ref = textAt(spec, 'branch') ?? textAt(spec, 'version');
        return address === undefined ? undefined : { url: address, ref, rev: textAt(spec, 'revision') };
      }
      case 'Channel':
        return url === undefined ? undefined : { url, ref: textAt(spec, 'name'), rev: undefined };
      case 'Tarball':
      case 'Url':
        return url === undefined ? undefined : { url, ref: undefined, rev: undefined };
      case 'MutableUrl': {
        const followed = textAt(spec, 'update_url') ?? url;
        return followed === undefined ? undefined : { url: followed, ref: undefined, rev: undefined };
      }
      default:
        return undefined;
    }
  },
  niv: (spec) => {
    const url = spec.type === 'git' ? textAt(spec, 'repo') : textAt(spec, 'url');
    const ref = textAt(spec, 'branch') ?? textAt(spec, 'ref') ?? textAt(spec, 'tag');
    return url === undefined || spec.type === 'local' ? undefined : { url, ref, rev: textAt(spec, 'rev') };
  },
  lon: (spec) => {
    const url = textAt(spec, 'url');
    return url === undefined ? undefined : { url, ref: textAt(spec, 'branch'), rev: textAt(spec, 'revision') };
  },
};

/** Where the repository of an npins pin lies on the web. */
function repositoryUrl(repository: unknown): string | undefined {
  if (!isObject(repository)) return undefined;
  const get = (name: string) => textAt(repository, name);
  switch (repository.type) {
    case 'Git':
      return get('url');
    case 'GitHub':
      return `https://github.com/${get('owner')}/${get('repo')}`;
    case 'GitLab':
      return `${get('server')?.replace(/\/$/, '')}/${get('repo_path')}`;
    case 'Forgejo':
      return `${get('server')?.replace(/\/$/, '')}/${get('owner')}/${get('repo')}`;
    default:
      return undefined;
  }
}

function attributesOf(spec: unknown): ReadonlyMap<string, Attr> {
  const value: Value = fromJson(JSON.stringify(spec));
  return value.kind === 'attrs' ? value.entries : new Map([['type', { thunk: ready(value) }]]);
}

function parsed(text: string): Json | undefined {
  try {
    const data: unknown = JSON.parse(text);
    return isObject(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

function textAt(spec: Json, name: string): string | undefined {
  const value = spec[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
