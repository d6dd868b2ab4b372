import type { Model, Release } from '../../impermanence/model/model.ts';
import type { ReleaseKind } from '../cursor/modelAt.ts';
import { code, factList } from '../text/markdown.ts';

/** A source of nixpkgs, Home Manager or the impermanence module: which release it is, and what the other side has. */
export function releaseCard(kind: ReleaseKind, release: Release, model: Model): string {
  const { nixpkgs, homeManager, impermanence } = model.releases;
  const other = kind === 'nixpkgs' ? homeManager : nixpkgs;
  return [
    `**${titles[kind]}**`,
    factList([
      ['Release', kind === 'impermanence' ? undefined : (release.release ?? 'not known')],
      ['Version', kind === 'impermanence' ? eraText(impermanence.era) : undefined],
      ['Known by', pinText(release, model) ?? evidence[release.evidence]],
      ['Revision', release.rev && code(release.rev.slice(0, 12))],
      [
        'Date',
        release.lastModified === undefined
          ? undefined
          : new Date(release.lastModified * 1000).toISOString().slice(0, 10),
      ],
      [kind === 'nixpkgs' ? 'Home Manager is' : 'nixpkgs is', kind === 'impermanence' ? undefined : other.release],
      ['system.stateVersion', isStateVersionTelling(kind, model) ? model.releases.stateVersion?.value : undefined],
      ['Pinned', release.unpinned ? 'no, it is whatever the branch holds on the day it is fetched' : undefined],
    ]),
  ].join('\n\n');
}

/** The file that pins it, from the folder of the host on. */
function pinText({ pin }: Release, { host }: Model): string | undefined {
  if (pin?.file === undefined) return undefined;
  const folder = host.root.replace(/[^/]*$/, '');
  const shown = pin.file.startsWith(folder) ? pin.file.slice(folder.length) : pin.file;
  return `the pin ${code(pin.name)} in ${code(shown)}`;
}

/** Where nothing says which nixpkgs it is, the version the machine was installed with is at least a lower bound. */
function isStateVersionTelling(kind: ReleaseKind, { releases }: Model): boolean {
  return kind === 'homeManager' && releases.nixpkgs.release === undefined;
}

const titles: Readonly<Record<ReleaseKind, string>> = {
  nixpkgs: 'nixpkgs',
  homeManager: 'Home Manager',
  impermanence: 'impermanence',
};

const evidence: Readonly<Record<Release['evidence'], string | undefined>> = {
  lock: 'flake.lock',
  ref: 'the branch asked for',
  url: 'the address',
  channel: 'the channel',
  none: undefined,
};

function eraText(era: Model['releases']['impermanence']['era']): string {
  switch (era) {
    case 'v1-early':
      return 'v1, before August 2022';
    case 'v1-late':
      return 'v1 (branch home-manager-v1)';
    case 'v2':
      return 'v2, since January 2026';
    case undefined:
      return 'not known';
  }
}
