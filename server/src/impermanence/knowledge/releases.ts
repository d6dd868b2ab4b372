import type { Source } from './source.ts';

/** A release of NixOS with the Home Manager branch of the same name. */
export interface NixosRelease {
  /** "YY.MM" */
  readonly name: string;
  /** Day of the release, ISO; undefined for the one in preparation. */
  readonly date: string | undefined;
  /** Seconds since 1970 at which nixpkgs' master became this version (before its branch-off); undefined for old ones. */
  readonly nixpkgsMasterSince?: number | undefined;
  /** The same for Home Manager's master. */
  readonly homeManagerMasterSince?: number | undefined;
  readonly source: Source;
}

/**
 * Releases of NixOS, oldest first. The times at which the development branches took over a version are those of the
 * commits that raised lib/trivial.nix's code name (NixOS/nixpkgs) and .release or release.json (nix-community/home-manager).
 */
export const nixosReleases: readonly NixosRelease[] = [
  release('19.03', '2019-04-11'),
  release('19.09', '2019-10-09', 1551133274),
  release('20.03', '2020-04-20', 1568042818),
  release('20.09', '2020-10-27', 1581362058),
  release('21.05', '2021-05-31', 1599513635),
  release('21.11', '2021-11-30', 1621732446, 1625384440),
  release('22.05', '2022-05-30', 1637619053, 1637875789),
  release('22.11', '2022-11-30', 1653329287, 1655594877),
  release('23.05', '2023-05-31', 1669062147, 1669328018),
  release('23.11', '2023-11-29', 1684782964, 1685553090),
  release('24.05', '2024-05-31', 1700595270, 1700814342),
  release('24.11', '2024-11-30', 1716394534, 1716668005),
  release('25.05', '2025-05-23', 1731604254, 1731885226),
  release('25.11', '2025-11-30', 1747416115, 1747556810),
  release('26.05', '2026-05-30', 1764015464, 1764177398),
  release('26.11', undefined, 1779628060, 1780099287),
];

/** The release a name stands for; undefined for names that are none ("unstable", "21.03"). */
export function releaseNamed(name: string): NixosRelease | undefined {
  return nixosReleases.find((candidate) => candidate.name === name);
}

/** Whether a text is a release name: "24.05". */
export function isReleaseName(text: string): boolean {
  return /^\d\d\.(0[0-9]|1[0-2])$/.test(text);
}

/** Compares two release names or state versions by year and month: negative where `a` is older. */
export function compareReleases(a: string, b: string): number {
  return Number.parseFloat(a) - Number.parseFloat(b);
}

/**
 * The version that master (or an unstable channel) carried at a commit time: "26.05" for nixpkgs of 2026-01.
 * Undefined before the first one known.
 */
export function versionOfMaster(project: 'nixpkgs' | 'home-manager', lastModified: number): string | undefined {
  const since = project === 'nixpkgs' ? 'nixpkgsMasterSince' : 'homeManagerMasterSince';
  return nixosReleases.findLast((candidate) => (candidate[since] ?? Number.POSITIVE_INFINITY) <= lastModified)?.name;
}

/** Facts about nixpkgs and Home Manager that depend on their date. Times in seconds since 1970. */
export const turningPoints = {
  /** Home Manager's user units quoted their file name twice since this commit. Source: nix-community/home-manager b6613a854. */
  homeManagerQuotesUnits: { time: Date.UTC(2021, 5, 14) / 1000, source: thread('nix-community/home-manager', 2044) },
  /** … until this one (66ffa7a0a); release-21.11 never got it. */
  homeManagerUnitsFixed: { time: 1649313500, source: thread('nix-community/home-manager', 2867) },
  /** writeTextFile quotes its destination itself since then; in 22.05, not in 21.11. */
  writeTextFileQuotes: { time: 1649116800, source: thread('NixOS/nixpkgs', 162246) },
  /** The release whose initrd is systemd's by default. Unstable had it in April 2026; the pull request was open on the 10th and merged on the 12th at the latest. */
  systemdInitrdDefault: {
    release: '26.05',
    time: Date.UTC(2026, 3, 12) / 1000,
    source: thread('NixOS/nixpkgs', 435781),
  },
  /** systemd-machine-id-commit fails beside a bind-mounted machine-id since this release. Unstable had it on 31 October 2024 (nix-community/impermanence#229). */
  machineIdCommitFails: {
    release: '24.11',
    time: Date.UTC(2024, 10, 1) / 1000,
    source: thread('NixOS/nixpkgs', 351151),
  },
} as const;

function release(
  name: string,
  date: string | undefined,
  nixpkgsMasterSince?: number,
  homeManagerMasterSince?: number,
): NixosRelease {
  const path = `nixos/doc/manual/release-notes/rl-${name.replace('.', '')}.section.md`;
  return {
    name,
    date,
    nixpkgsMasterSince,
    homeManagerMasterSince,
    source: { repository: 'NixOS/nixpkgs', revision: 'master', path },
  };
}

function thread(repository: string, number: number): Source {
  return { repository, thread: number };
}
