import type { DeclaredOption } from './declare.ts';
import { bool, option, text } from './declare.ts';
import { types } from './nativeTypes.ts';

/** What a module of nixpkgs says of a service that people ask `config` about: where it keeps its state, and as whom. */
interface ServiceFact {
  /** The option path of the module. */
  readonly at: string;
  readonly user?: string;
  readonly group?: string;
  /** Defaults of other options of type string or path. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Set where other modules of nixpkgs turn it on for their own ends. */
  readonly servesOthers?: boolean;
}

/**
 * Services and programs that are off unless a configuration turns them on, but for those that serve others. Defaults as in
 * NixOS/nixpkgs, nixos/modules: services/{misc/{jellyfin,sonarr,radarr,lidarr,bazarr,prowlarr,forgejo},torrent/deluge,
 * backup/postgresql-backup,databases/mysql,monitoring/loki,networking/{headscale,unbound},web-apps/{immich,kavita}}.nix, programs/ccache.nix.
 */
const facts: readonly ServiceFact[] = [
  own('services.bazarr'),
  own('services.deluge', { dataDir: '/var/lib/deluge' }),
  own('services.forgejo', { stateDir: '/var/lib/forgejo' }),
  own('services.headscale'),
  own('services.immich', { mediaLocation: '/var/lib/immich' }),
  own('services.jellyfin'),
  own('services.lidarr', { dataDir: '/var/lib/lidarr/.config/Lidarr' }),
  own('services.loki', { dataDir: '/var/lib/loki' }),
  { ...own('services.mysql'), servesOthers: true },
  own('services.radarr', { dataDir: '/var/lib/radarr/.config/Radarr' }),
  own('services.sonarr', { dataDir: '/var/lib/sonarr/.config/NzbDrone' }),
  { at: 'services.kavita', user: 'kavita', texts: { dataDir: '/var/lib/kavita' } },
  { at: 'services.postgresqlBackup', texts: { location: '/var/backup/postgresql' } },
  { at: 'programs.ccache', texts: { cacheDir: '/var/cache/ccache' } },
  { at: 'services.prowlarr' },
  { at: 'services.unbound' },
];

/** A service with a user and group of its own name. */
function own(at: string, texts: Readonly<Record<string, string>> = {}): ServiceFact {
  const name = at.split('.').at(-1) ?? at;
  return { at, user: name, group: name, texts };
}

/** Options of services with their defaults. */
export const serviceOptions: readonly DeclaredOption[] = facts.flatMap(({ at, user, group, texts, servesOthers }) => [
  ...(servesOthers === true ? [] : [option(`${at}.enable`, types.bool, { default: bool(false) })]),
  ...Object.entries({ user, group, ...texts }).flatMap(([name, value]) =>
    value === undefined ? [] : [option(`${at}.${name}`, types.anything, { default: text(value) })],
  ),
]);
