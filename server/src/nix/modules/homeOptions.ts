import type { Value } from '../eval/value.ts';
import { unknown } from '../eval/value.ts';
import type { NativeModule, Self } from './declare.ts';
import { attrs, bool, declareOptions, elsewhere, list, nothing, option, text } from './declare.ts';
import { types } from './nativeTypes.ts';
import type { Openness } from './openness.ts';
import { showOption } from './session.ts';

/** A file that Home Manager links (modules/lib/file-type.nix). `target` is relative to the home or the xdg folder. */
const homeFile = types.submodule({
  options: declareOptions(
    option('enable', types.bool, { default: bool(true) }),
    option('target', types.str, { default: (self) => text(self.name) }),
    option('text', types.nullOr(types.lines), { default: nothing }),
    option('source', types.path, { default: unknown('the source is made from the text') }),
    option('executable', types.nullOr(types.bool), { default: nothing }),
    option('recursive', types.bool, { default: bool(false) }),
    option('force', types.bool, { default: bool(false) }),
    option('onChange', types.lines, { default: text('') }),
  ),
});

function below(self: Self, folder: string): Value {
  const home = self.get('home', 'homeDirectory');
  const base = home.kind === 'string' ? home.text : home.kind === 'path' ? home.path : undefined;
  return base === undefined ? home : text(`${base}/${folder}`);
}

const folder = (path: string, name: string) => option(path, types.path, { default: (self) => below(self, name) });
const files = (path: string) =>
  option(path, types.attrsOf(homeFile), {
    default: attrs({}),
    more: elsewhere('the files that modules of Home Manager make are not known'),
  });

/** Programs that are off unless a configuration says otherwise: no module of Home Manager turns them on by itself. */
const offByDefault =
  'atuin bash chromium direnv firefox fish git gpg neovim ssh starship thunderbird tmux vscode zoxide zsh';

/** The options of Home Manager that this extension reads, with types and defaults as in Home Manager. */
export const homeModule: NativeModule = {
  options: declareOptions(
    option('home.username', types.str),
    option('home.homeDirectory', types.path),
    option('home.stateVersion', types.str, { default: unknown('the default is the release of Home Manager in use') }),
    option('home.packages', types.listOf(types.package), { default: list() }),
    option('home.sessionVariables', types.lazyAttrsOf(types.shape), { default: attrs({}) }),
    files('home.file'),
    option('xdg.enable', types.bool, { default: bool(false) }),
    folder('xdg.cacheHome', '.cache'),
    folder('xdg.configHome', '.config'),
    folder('xdg.dataHome', '.local/share'),
    folder('xdg.stateHome', '.local/state'),
    files('xdg.cacheFile'),
    files('xdg.configFile'),
    files('xdg.dataFile'),
    files('xdg.stateFile'),
    option('xdg.userDirs.enable', types.bool, { default: bool(false) }),
    folder('xdg.userDirs.desktop', 'Desktop'),
    folder('xdg.userDirs.documents', 'Documents'),
    folder('xdg.userDirs.download', 'Downloads'),
    folder('xdg.userDirs.music', 'Music'),
    folder('xdg.userDirs.pictures', 'Pictures'),
    folder('xdg.userDirs.publicShare', 'Public'),
    folder('xdg.userDirs.templates', 'Templates'),
    folder('xdg.userDirs.videos', 'Videos'),
    ...offByDefault.split(' ').map((name) => option(`programs.${name}.enable`, types.bool, { default: bool(false) })),
  ),
};

const homeNames = new Set(
  `accounts age assertions catppuccin dconf editorconfig fonts gtk home i18n launchd lib manual meta news nix nixpkgs nmt
   pam programs qt services sops specialisation stylix submoduleSupport systemd targets test-meta uninstall warnings wayland
   xdg xfconf xresources xsession`.split(/\s+/),
);

/** What only a system has: modules that serve both ask for such a name to find out where they are. */
const systemNames = new Set(
  `boot console containers disko documentation environment fileSystems hardware home-manager networking
   powerManagement security swapDevices users virtualisation zramSwap`.split(/\s+/),
);

/** Home Manager as an open world: what is not declared here may well be declared there. */
export const homeWorld: Openness = {
  kind: 'world',
  owns: (name) => homeNames.has(name),
  lacks: (name) => systemNames.has(name),
  rest: (path) => ({
    ...unknown(
      path.length === 0
        ? 'no module in sight declares this option'
        : `the defaults of Home Manager for ${showOption(path)} are not known`,
    ),
    byDefault: true,
  }),
};
