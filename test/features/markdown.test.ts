import { describe, expect, test } from 'vitest';
import { completion } from '../../server/src/features/completion.ts';
import { hover } from '../../server/src/features/hover.ts';
import { analysisOf, root } from '../support/folder.ts';

/** What a file of the workspace might say to have something shown that is a link, an image or HTML. */
const evil = [
  '[x](command:evil)',
  '<img src=x>',
  '`[x](command:evil)',
  '``<img src=x>',
  '\\n\\n# [x](command:evil)\\n',
];

const configuration = (word: string) => `{
  networking.hostName = "${word}";
  fileSystems."/" = { device = "${word}"; fsType = "tmpfs"; options = [ "${word}" ]; };
  fileSystems."/p/${word}" = { device = "${word}"; fsType = "${word}"; neededForBoot = true; };
  users.groups."${word}" = { };
  users.users."${word}" = { isNormalUser = true; home = "/home/${word}"; group = "${word}"; };
  services.postgresql = { enable = true; dataDir = "/var/lib/${word}"; };
  environment.persistence."/p/${word}" = {
    directories = [ "/x/${word}" { directory = "/srv/${word}"; user = "${word}"; group = "${word}"; mode = "${word}"; } ];
    files = [ "/etc/${word}" ];
    users."${word}" = { directories = [ "${word}" ]; };
  };
  home-manager.users."${word}" = { home.persistence."/p/${word}".directories = [ "y${word}" ]; };
}
`;

/** Markdown without its code spans and blocks, in which nothing means anything. */
function withoutCode(markdown: string): string {
  return markdown.replace(/\\[\\`]/g, '').replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
}

describe.each(evil)('names that read %j', (word) => {
  const text = configuration(word);
  const path = `${root}/configuration.nix`;
  const analysis = analysisOf({ 'configuration.nix': text });
  const offsets = Array.from({ length: text.length }, (_, offset) => offset);

  test('are shown literally by hover', () => {
    const shown = new Set(offsets.flatMap((offset) => hover(analysis, path, offset)?.markdown ?? []));
    expect(shown.size).toBeGreaterThan(10);
    expect([...shown].map(withoutCode).filter(isAlive)).toEqual([]);
  });

  test('and by the documentation of completions', () => {
    const shown = new Set<string>();
    for (const offset of offsets.filter((each) => text[each - 1] === '"')) {
      for (const item of completion(analysis, path, offset)) {
        const documentation = item.documentation?.();
        if (documentation !== undefined) shown.add(documentation);
      }
    }
    expect(shown.size).toBeGreaterThan(10);
    expect([...shown].map(withoutCode).filter(isAlive)).toEqual([]);
  });
});

/** Whether something of it would be rendered: a link that is not ours, HTML, a heading. */
function isAlive(markdown: string): boolean {
  return /\]\((?!https:\/\/)/.test(markdown) || /<\w/.test(markdown) || /^#/m.test(markdown);
}
