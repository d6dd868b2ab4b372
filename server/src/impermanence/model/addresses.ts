/** What the address of a source tells of it besides the repository of a forge. Sources: nixos.org/channels, docs.determinate.systems/flakehub. */

/** The channel or branch an address of nixos.org or FlakeHub names: "nixos-25.11"; undefined where it names none. */
export function channelIn(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  const channel = /nixos\.org\/(?:channels\/)?((?:nixos|nixpkgs)-[\w.-]+?)(?:\/|$)/.exec(url)?.[1];
  if (channel !== undefined) return channel;
  // One state of a channel: releases.nixos.org/nixos/24.05-small/nixos-24.05.7376.b134951a4c9f/nixexprs.tar.xz
  const state = /releases\.nixos\.org\/(nixos|nixpkgs)\/(\d\d\.\d\d(?:-small|-darwin)?|unstable(?:-small)?)\//.exec(
    url,
  );
  if (state !== null) return `${state[1]}-${state[2]}`;
  if (url.includes('releases.nixos.org/nixpkgs/nixpkgs-')) return 'nixpkgs-unstable';
  return hubBranch(url);
}

/** The version that the address of one state of a channel has in it, unstable ones included: "26.05" of `nixos-26.05pre924538.3497aa5c9457`. */
export function versionIn(url: string | undefined): string | undefined {
  return /releases\.nixos\.org\/.*\/(?:nixos|nixpkgs)-(\d\d\.\d\d)(?:pre|beta|alpha|\.)/.exec(url ?? '')?.[1];
}

/** Owner and repository of an address of FlakeHub. */
export function hubProject(url: string | undefined): { readonly owner: string; readonly repo: string } | undefined {
  const [, owner, repo] = hubAddress.exec(url ?? '') ?? [];
  return owner === undefined || repo === undefined ? undefined : { owner, repo };
}

const hubAddress = /flakehub\.com\/f\/(?:pinned\/)?([^/]+)\/([^/]+)(?:\/([^/]+))?/;

/**
 * FlakeHub counts NixOS 24.05 as version 0.2405 and the development branch as 0.1. Open-ended ones (`*`, `0`) are the newest release,
 * whichever that is on the day.
 */
function hubBranch(url: string): string | undefined {
  const version = hubAddress.exec(url)?.[3]?.replace(/^(?:[=~^]|%3D)\s*/i, '');
  const [, minor] = /^0\.(\d+)(?![\d])/.exec(version ?? '') ?? [];
  if (minor === '1') return 'master';
  return minor?.length === 4 ? `release-${minor.slice(0, 2)}.${minor.slice(2)}` : undefined;
}
