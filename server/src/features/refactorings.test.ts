import { describe, expect, test } from 'vitest';
import { atCursor, edited } from '../../../test/support/cursor.ts';
import type { Files } from '../../../test/support/folder.ts';
import { parse } from '../nix/syntax/parse.ts';
import { refactorings } from './refactorings.ts';

const base = (store: string, more = '') => `{ config, ... }: {
  fileSystems."/persist" = { device = "/dev/x"; fsType = "ext4"; neededForBoot = true; };
  users.users.bird.isNormalUser = true;
${store}
${more}}
`;

/** The text after the refactoring with this title; the titles offered where there is none. */
function refactored(given: string | Files, title: string): string {
  const at = atCursor(given);
  const found = refactorings(at.analysis, at.path, { start: at.offset, end: at.offset });
  const chosen = found.find((each) => each.title === title);
  if (!chosen) return found.map((each) => each.title).join('\n');
  return edited(at.files, chosen.edits)['configuration.nix'] ?? '';
}

const store = (lists: string) => base(`  environment.persistence."/persist" = {\n${lists}\n  };`);

describe('an entry', () => {
  test('becomes an object and a string again', () => {
    const string = store('    directories = [ "/var/‸log" ]; # kept');
    expect(refactored(string, 'Write it as an object')).toContain('[ { directory = "/var/log"; } ]; # kept');
    const object = store('    files = [ { file = "/etc/‸machine-id"; } ];');
    expect(refactored(object, 'Write it as a string')).toContain('files = [ "/etc/machine-id" ];');
  });

  test('of an option that may hold strings only stays a string', () => {
    const own = (list: string) => ({
      'configuration.nix': `{ config, lib, ... }: {
  options.my.directories = lib.mkOption { type = lib.types.listOf lib.types.str; default = [ ]; };
  config.environment.persistence."/persist".users.bird.directories = config.my.directories;
  config.my.directories = ${list};
  config.users.users.bird.isNormalUser = true;
}
`,
    });
    expect(refactored(own('[ "‸.ssh" ]'), '')).not.toContain('object');
    expect(refactored(own('[ "‸.ssh" { directory = "x"; } ]'), '')).toContain('object');
    const at = atCursor(own('[ "‸.ssh" ]'));
    const said = at.analysis.problemsOf(at.path).find(({ rule }) => rule.id === 'private-directory-mode');
    expect(said?.fixes.flatMap((fix) => fix.edits() ?? [])).toEqual([]);
  });

  test.each([
    [
      '    directories = [\n      "/home/bird/‸a" # why a\n      "/b"\n    ];',
      'users.bird.directories = [\n      "a" # why a\n    ];',
    ],
    ['    directories = [ "/home/bird/‸a" # why a\n    ];', 'users.bird.directories = [\n      "a" # why a\n    ];'],
    [
      '    directories = [\n      "/home/bird/‸a" # why a\n    ];\n    users.bird.directories = [ "z" ];',
      'users.bird.directories = [\n      "z"\n      "a" # why a\n    ];',
    ],
    [
      '    directories = [\n      "/home/bird/‸a" /* why a */\n    ];\n    users.bird.directories = [\n      "z" # why z\n    ];',
      'users.bird.directories = [\n      "z" # why z\n      "a" /* why a */\n    ];',
    ],
    [
      '    directories = [\n      "/home/bird/‸a" # why a\n    ];\n    users.bird.directories = [ ];',
      'users.bird.directories = [\n      "a" # why a\n    ];',
    ],
  ])('takes the comment behind it along: %s', (lists, wanted) => {
    const text = refactored(store(lists), 'Move it to users.bird');
    expect(text).toContain(wanted);
    expect(text.match(/why a/g)).toHaveLength(1);
    expect(parse(text).errors).toEqual([]);
  });

  test('leaves a comment that is about others as well', () => {
    const text = refactored(
      store('    directories = [\n      "/b" "/home/bird/‸a" # both\n    ];'),
      'Move it to users.bird',
    );
    expect(text).toContain('"/b" # both');
    const other = refactored(store('    directories = [\n      "/x/‸a" # why a\n    ];'), 'Write it as an object');
    expect(other).toContain('{ directory = "/x/a"; } # why a');
  });

  test('of a set that has a name becomes an object', () => {
    const text = `let kept = { directories = [ "‸/srv" ]; }; in { environment.persistence."/persist" = kept; }`;
    expect(refactored(text, 'Write it as an object')).toContain('[ { directory = "/srv"; } ]');
  });

  test('that says more than its path stays an object', () => {
    const text = store('    directories = [ { directory = "/var/‸log"; mode = "0700"; } ];');
    expect(refactored(text, 'Write it as a string')).not.toContain('Write it');
  });

  test('goes to the user whose home it lies in, and back', () => {
    const text = store('    directories = [ "/home/bird/‸Music" "/var/log" ];');
    expect(refactored(text, 'Move it to users.bird')).toMatch(
      /directories = \[ "\/var\/log" \];\s+users\.bird\.directories = \[ "Music" \];/,
    );
    const user = store('    directories = [ "/var/log" ];\n    users.bird.directories = [ "‸Music" "Documents" ];');
    expect(refactored(user, 'Move it to the system')).toContain(
      '"/var/log" { directory = "/home/bird/Music"; user = "bird"; group = "users"; } ]',
    );
    expect(refactored(user, 'Move it to the system')).toContain('users.bird.directories = [ "Documents" ]');
  });

  test('says whose it is when it goes to the system, as an object and as a file too', () => {
    const to = (list: string) => refactored(store(`    users.bird.${list}`), 'Move it to the system');
    expect(to('directories = [ { directory = "‸Music"; mode = "0700"; /* loud; very */ } ];')).toContain(
      '{ directory = "/home/bird/Music"; mode = "0700"; /* loud; very */ user = "bird"; group = "users"; }',
    );
    expect(to('directories = [ { directory = "‸Music"; group = "music"; } ];')).toContain(
      '{ directory = "/home/bird/Music"; group = "music"; user = "bird"; }',
    );
    expect(to('files = [ "‸.zsh_history" ];')).toContain(
      '{ file = "/home/bird/.zsh_history"; parentDirectory.user = "bird";',
    );
  });

  test('is added to a list that is computed', () => {
    const to = (list: string) =>
      refactored(
        store(`    directories = ${list};\n    users.bird.directories = [ "‸Music" ];`),
        'Move it to the system',
      );
    const item = '{ directory = "/home/bird/Music"; user = "bird"; group = "users"; }';
    expect(to('map (name: "/srv/${name}") [ "a" ]')).toContain(`map (name: "/srv/\${name}") [ "a" ] ++ [ ${item} ];`);
    expect(to('lib.mkIf true (lib.concatLists [ [ "/a" ] ])')).toContain(
      `lib.mkIf true (lib.concatLists [ [ "/a" ] ] ++ [ ${item} ]);`,
    );
    expect(to('lib.mkMerge [ [ "/a" ] ]')).toContain(`lib.mkMerge [ [ "/a" ] [ ${item} ] ];`);
    expect(to('if true then [ "/a" ] else [ ]')).toContain(`(if true then [ "/a" ] else [ ]) ++ [ ${item} ];`);
  });

  test('that a function makes something of keeps its form', () => {
    const text = store('    directories = map (name: "${name}") [ "/‸srv" ];');
    expect(refactored(text, 'Write it as an object')).not.toContain('Write it');
  });

  test('becomes one of what a bind mount was, and its data moves', () => {
    const mount = (device: string) =>
      base(
        '  environment.persistence."/persist".directories = [ "/var/log" ];',
        `  fileSystems."/var/li‸b/x" = {
    device = "${device}"; # by hand
    options = [ "bind" ];
  };
`,
      );
    const found = (text: string) => {
      const at = atCursor(text);
      const all = refactorings(at.analysis, at.path, { start: at.offset, end: at.offset });
      return all.find(({ title }) => title === 'Make it an entry of /persist');
    };
    expect(refactored(mount('/persist/var/lib/x'), 'Make it an entry of /persist')).toMatch(
      /\[ "\/var\/log" "\/var\/lib\/x" \];[\s\S]*# by hand/,
    );
    expect(found(mount('/persist/var/lib/x'))?.commands).toEqual([]);
    expect(found(mount('/persist/data'))?.commands).toEqual([
      'mkdir -p /persist/var/lib && cp -a -T -- /persist/data /persist/var/lib/x',
    ]);
    expect(found(mount('/persist/data').replace('"bind"', '"bind" "ro"'))).toBeUndefined();
  });

  test('goes to another store', () => {
    const text = base(`  environment.persistence."/persist".directories = [ "/var/log" "/var/‸cache/a" ];
  environment.persistence."/cache".directories = [ "/var/cache/b" ];`);
    expect(refactored(text, 'Move it to /cache')).toContain(
      'persistence."/cache".directories = [ "/var/cache/b" "/var/cache/a" ]',
    );
    expect(refactored(text, 'Move it to /cache')).toContain('persistence."/persist".directories = [ "/var/log" ]');
  });

  test('does not go to a store that keeps it already', () => {
    const text = base(`  environment.persistence."/persist".directories = [ "/var/log" "/var/‸cache/a" ];
  environment.persistence."/cache".directories = [ "/var/cache/a" ];`);
    const titles = refactored(text, 'Move it to /cache');
    expect(titles).not.toContain('Move it to /cache');
    expect(titles).toContain('Write it as an object');
  });
});

describe('a list', () => {
  test('is sorted by folders, comments go along, headings stay', () => {
    const text = store(`    directories = [
      "/var/log"
      "/var/lib/b" # second
      { directory = "/var/lib/a"; mode = "0700"; }
      # of services
      "/var/z"
      "‸/var/lib"
    ];`);
    expect(refactored(text, 'Sort the list')).toContain(`[
      { directory = "/var/lib/a"; mode = "0700"; }
      "/var/lib/b" # second
      "/var/log"
      # of services
      "/var/lib"
      "/var/z"
    ]`);
  });

  test('is sorted between empty lines', () => {
    const text = store('    directories = [\n      "/‸d" # last\n      "/c"\n\n      "/b"\n      "/a"\n    ];');
    expect(refactored(text, 'Sort the list')).toContain('"/c"\n      "/d" # last\n\n      "/a"\n      "/b"\n');
  });

  test('with items that are computed, or in order already, is left alone', () => {
    expect(refactored(store('    directories = [ "/b" "‸/a" config.x ];'), 'Sort the list')).not.toContain('Sort');
    expect(refactored(store('    directories = [ "/a" "‸/b" ];'), 'Sort the list')).not.toContain('Sort');
  });

  test('of anything but entries is left alone: the options of a mount count in their order', () => {
    const mount = '{ fileSystems."/" = { fsType = "tmpfs"; options = [ "size‸=2G" "mode=755" ]; }; }';
    expect(refactored(mount, 'Sort the list')).not.toContain('Sort');
  });
});

describe('definitions of one store', () => {
  test('become one', () => {
    const text = base(`  environment.persistence."/persist".‸directories = [
    "/var/log"
  ];
  # what the machine is called
  environment.persistence."/persist".files = [ "/etc/machine-id" ];
  environment.persistence."/other".files = [ "/etc/x" ];`);
    expect(
      refactored(text, 'Merge the 2 definitions of environment.persistence."/persist"'),
    ).toContain(`  environment.persistence."/persist" = {
    directories = [
      "/var/log"
    ];
    # what the machine is called
    files = [ "/etc/machine-id" ];
  };
  environment.persistence."/other".files`);
  });
});

describe("a store's path", () => {
  test('gets a name', () => {
    const text = base(
      '  environment.persistence."‸/persist".directories = [ "/var/log" ];',
      '  users.users.bird.hashedPasswordFile = "/persist/passwords/bird";\n',
    );
    const result = refactored(text, 'Extract /persist to a name');
    expect(result).toContain('let\n  persist = "/persist";\nin\n');
    expect(result).toContain(`fileSystems.\${persist} = {`);
    expect(result).toContain(`environment.persistence.\${persist}.directories`);
    expect(result).toContain(`"\${persist}/passwords/bird"`);
  });

  test('keeps the name it has, which is written where it is not yet', () => {
    const text = (password: string) => `{ config, ... }:
let
  root = "/persist";
in
{
  environment.persistence.\${root}.directories = [ "/srv" ];
  users.users.bird.hashedPasswordFile = ${password};
}
`;
    const cursor = (given: string) => given.replace('"/persist"', '"/‸persist"');
    expect(refactored(cursor(text('"/persist/passwords/bird"')), 'Write root for /persist')).toBe(
      text('"${root}/passwords/bird"'),
    );
    expect(refactored(cursor(text('"${root}/passwords/bird"')), '')).not.toMatch(/Extract|Write root/);
    const twice = text('""; environment.persistence."/persist".files = [ "/etc/x" ]');
    expect(refactored(cursor(twice), '')).not.toMatch(/Extract|Write root/);
  });

  test('gets no name in place of a label', () => {
    const text = `{
  environment.persistence.main = { persistentStoragePath = "/‸persist"; directories = [ "/srv" ]; };
  users.users.bird.hashedPasswordFile = "/persist/passwords/bird";
}
`;
    const result = refactored(text, 'Extract /persist to a name');
    expect(result).toContain('environment.persistence.main = { persistentStoragePath = persist;');
    expect(result).toContain(`"\${persist}/passwords/bird"`);
  });
});

test('definitions that are merged take their comments along', () => {
  const text = `{
  environment.persistence."/per‸sist".directories = [
    "/etc/x" # x
  ]; # dirs
  services.jellyfin.enable = true;
  # what is one file
  environment.persistence."/persist".files = [
    "/a" # a
  ]; # files
}
`;
  expect(refactored(text, 'Merge the 2 definitions of environment.persistence."/persist"')).toBe(`{
  environment.persistence."/persist" = {
    directories = [
      "/etc/x" # x
    ]; # dirs
    # what is one file
    files = [
      "/a" # a
    ]; # files
  };
  services.jellyfin.enable = true;
}
`);
});
