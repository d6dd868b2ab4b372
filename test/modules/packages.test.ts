import { describe, expect, test } from 'vitest';
import { see } from '../support/models.ts';

describe('pkgs.callPackage', () => {
  test('calls what is in sight with lib and with what is given', () => {
    const { entries } = see({
      'configuration.nix': `{ pkgs, ... }:
        let own = pkgs.callPackage ./own.nix { more = [ "/b" ]; }; path = pkgs.callPackage ({ lib }: s: "/" + lib.toUpper s) { }; in
        { environment.persistence."/p".directories = own.paths ++ (own.override { more = [ ]; }).files ++ [ (path "c") ]; }`,
      'own.nix': `{ lib, pkgs, stdenv, more ? [ ], none ? "/none" }: {
        paths = lib.concatLists [ [ "/a" ] more ];
        files = more ++ lib.optional (pkgs ? lib) "/d";
        unused = stdenv.mkDerivation { name = none; };
      }`,
    });
    expect(entries.map((entry) => entry.split(' ')[1])).toEqual(['/a', '/b', '/d', '/C']);
  });

  test('leaves unknown what comes from packages, also where there is a default', () => {
    const { entries, model } = see(
      `{ pkgs, ... }: let own = pkgs.callPackage ({ hello ? "/default", ... }: { path = hello; }) { }; in
       { environment.persistence."/p".directories = [ "/a" own.path ]; }`,
    );
    expect(entries).toEqual(['directory /a <- /p system']);
    expect(model.unknowns).toHaveLength(1);
  });
});
