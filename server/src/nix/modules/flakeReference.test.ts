import { expect, test } from 'vitest';
import { parseFlakeReference } from './flakeReference.ts';

const rev = '4b3e914cdf97a5b536a889e939fb2fd2b043a170';

test.each([
  ['github:NixOS/nixpkgs', { type: 'github', owner: 'NixOS', repo: 'nixpkgs' }],
  ['github:NixOS/nixpkgs/nixos-25.11', { type: 'github', owner: 'NixOS', repo: 'nixpkgs', ref: 'nixos-25.11' }],
  [`github:NixOS/nixpkgs/${rev}`, { type: 'github', owner: 'NixOS', repo: 'nixpkgs', rev }],
  ['github:a/b?ref=x&dir=sub', { type: 'github', owner: 'a', repo: 'b', ref: 'x', dir: 'sub' }],
  ['github:a/b/feature/branch', { type: 'github', owner: 'a', repo: 'b', ref: 'feature/branch' }],
  [
    'gitlab:a/b/main?host=gitlab.example.org',
    { type: 'gitlab', owner: 'a', repo: 'b', ref: 'main', host: 'gitlab.example.org' },
  ],
  [
    'git+https://github.com/a/b.git?ref=main',
    { type: 'git', owner: 'a', repo: 'b', ref: 'main', url: 'https://github.com/a/b.git' },
  ],
  ['git+ssh://git@github.com/a/b', { type: 'git', owner: 'a', repo: 'b' }],
  ['https://github.com/a/b/archive/main.tar.gz', { type: 'tarball', owner: 'a', repo: 'b', ref: 'main' }],
  [`https://github.com/a/b/archive/${rev}.tar.gz`, { type: 'tarball', owner: 'a', repo: 'b', rev }],
  ['https://github.com/a/b/archive/refs/tags/v1.tar.gz', { type: 'tarball', ref: 'v1' }],
  ['https://channels.nixos.org/channels/nixos-25.11/nixexprs.tar.xz', { type: 'tarball', ref: 'nixos-25.11' }],
  ['path:./sub', { type: 'path', path: './sub' }],
  ['./sub?dir=x', { type: 'path', path: './sub', dir: 'x' }],
  ['..', { type: 'path', path: '..' }],
  ['nixpkgs', { type: 'indirect', id: 'nixpkgs' }],
  ['nixpkgs/nixos-25.11', { type: 'indirect', id: 'nixpkgs', ref: 'nixos-25.11' }],
  ['flake:home-manager', { type: 'indirect', id: 'home-manager' }],
  ['weird:stuff', { type: 'unknown', url: 'weird:stuff' }],
])('%s', (text, expected) => {
  expect(parseFlakeReference(text)).toMatchObject(expected);
});
