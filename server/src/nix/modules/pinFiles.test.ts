import { describe, expect, test } from 'vitest';
import { type PinTool, readPins } from './pinFiles.ts';

const rev = 'c'.repeat(40);

function source(tool: PinTool, spec: object) {
  const data =
    tool === 'npins' ? { pins: { x: spec }, version: 8 } : tool === 'lon' ? { sources: { x: spec } } : { x: spec };
  const pin = readPins(tool, JSON.stringify(data))?.get('x');
  return pin && { url: pin.source.url, ref: pin.source.ref, rev: pin.source.rev };
}

describe('readPins', () => {
  test.each([
    [{ type: 'GitHub', owner: 'o', repo: 'r' }, 'https://github.com/o/r'],
    [{ type: 'GitLab', repo_path: 'g/o/r', server: 'https://gitlab.com/' }, 'https://gitlab.com/g/o/r'],
    [{ type: 'Forgejo', server: 'https://codeberg.org/', owner: 'o', repo: 'r' }, 'https://codeberg.org/o/r'],
    [{ type: 'Git', url: 'https://example.org/r.git' }, 'https://example.org/r.git'],
  ])('npins, a branch of %o', (repository, url) => {
    const spec = { type: 'Git', repository, branch: 'main', revision: rev, url: 'https://x', hash: '' };
    expect(source('npins', spec)).toEqual({ url, ref: 'main', rev });
  });

  test.each([
    [
      { type: 'GitRelease', repository: { type: 'GitHub', owner: 'o', repo: 'r' }, version: 'v1', revision: rev },
      { url: 'https://github.com/o/r', ref: 'v1', rev },
    ],
    [
      { type: 'Channel', name: 'nixos-25.05', url: 'https://u' },
      { url: 'https://u', ref: 'nixos-25.05', rev: undefined },
    ],
    [
      { type: 'Tarball', url: 'https://asked', locked_url: 'https://got' },
      { url: 'https://asked', ref: undefined, rev: undefined },
    ],
    [
      { type: 'Url', url: 'https://u', unpack: true },
      { url: 'https://u', ref: undefined, rev: undefined },
    ],
    [
      { type: 'MutableUrl', update_url: 'https://asked', url: 'https://got' },
      { url: 'https://asked', ref: undefined, rev: undefined },
    ],
    [{ type: 'Container', image_name: 'x' }, undefined],
  ])('npins, %o', (spec, expected) => expect(source('npins', spec)).toEqual(expected));

  test('niv', () => {
    const tarball = { type: 'tarball', branch: 'main', owner: 'o', repo: 'r', rev, url: 'https://u' };
    expect(source('niv', tarball)).toEqual({ url: 'https://u', ref: 'main', rev });
    expect(source('niv', { type: 'git', repo: 'https://g', tag: 'v1', rev })).toEqual({
      url: 'https://g',
      ref: 'v1',
      rev,
    });
    expect(source('niv', { type: 'local', path: '/srv/x' })).toBeUndefined();
  });

  test('lon', () => {
    const spec = { type: 'GitHub', fetchType: 'tarball', branch: 'main', revision: rev, url: 'https://u' };
    expect(source('lon', spec)).toEqual({ url: 'https://u', ref: 'main', rev });
  });

  test('what is no file of pins', () => {
    expect(readPins('npins', '{')).toBeUndefined();
    expect(readPins('npins', '{ "version": 7 }')).toBeUndefined();
    expect(readPins('lon', '[]')).toBeUndefined();
    expect(readPins('niv', '{ "x": 1 }')?.size).toBe(0);
  });
});
