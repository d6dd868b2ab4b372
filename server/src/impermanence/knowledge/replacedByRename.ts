import type { Source } from './source.ts';

/**
 * A file that its program writes anew beside the old one and renames over it. A bind mount refuses that (EBUSY); a
 * symbolic link is replaced unless the program resolves it first.
 */
export interface ReplacedFile {
  /** Relative to the home, or absolute. */
  readonly path: string;
  readonly program: string;
  /** Whether the program writes through a symbolic link; undefined where nobody checked. */
  readonly followsLink: boolean | undefined;
  /** The directory to persist instead, where there is one that holds little else. */
  readonly directory?: string;
  /** Settings of a desktop: lost settings are a nuisance, not a loss. */
  readonly desktop?: boolean;
  readonly source: Source;
}

const thread = (repository: string, number: number): Source => ({ repository, thread: number });
const replaced = thread('nix-community/impermanence', 175);
/** QSaveFile, by which KConfig writes, follows links to the file they lead to. */
const kconfig: Source = { repository: 'qt/qtbase', revision: 'dev', path: 'src/corelib/io/qsavefile.cpp' };

/** Files of programs, their settings and histories. */
export const replacedFiles: readonly ReplacedFile[] = [
  {
    path: '.local/share/fish/fish_history',
    program: 'fish',
    followsLink: undefined,
    directory: '.local/share/fish',
    source: thread('fish-shell/fish-shell', 10730),
  },
  { path: '.zsh_history', program: 'zsh', followsLink: undefined, source: replaced },
  { path: '.gdb_history', program: 'gdb', followsLink: true, source: replaced },
  { path: '.local/share/recently-used.xbel', program: 'GTK', followsLink: false, source: replaced },
  {
    path: '.config/chromium/Local State',
    program: 'Chromium',
    followsLink: false,
    directory: '.config/chromium',
    source: thread('nix-community/impermanence', 118),
  },
  {
    path: '.config/chromium/Default/Preferences',
    program: 'Chromium',
    followsLink: false,
    directory: '.config/chromium',
    source: thread('nix-community/impermanence', 118),
  },
  { path: '.claude.json', program: 'Claude Code', followsLink: undefined, source: replaced },
  { path: '/etc/wpa_supplicant.conf', program: 'wpa_supplicant', followsLink: false, source: replaced },
  {
    path: '/var/lib/power-profiles-daemon/state.ini',
    program: 'power-profiles-daemon',
    followsLink: false,
    directory: '/var/lib/power-profiles-daemon',
    source: { repository: 'Rongronggg9/power-profiles-daemon', revision: 'main', path: 'src/power-profiles-daemon.c' },
  },
  {
    path: '/var/lib/logrotate.status',
    program: 'logrotate',
    followsLink: false,
    source: { repository: 'logrotate/logrotate', revision: 'main', path: 'logrotate.c' },
  },
  ...kdeFiles().map((path) => ({ path, program: 'KDE', followsLink: true, desktop: true, source: kconfig })),
];

/** The entry of the table for a path, relative to a home or absolute. */
export function replacedFile(path: string): ReplacedFile | undefined {
  return replacedFiles.find((file) => file.path === path);
}

/** What KDE programs keep in ~/.config and ~/.local/share by KConfig, which writes with QSaveFile. */
function kdeFiles(): readonly string[] {
  const config = `akregatorrc arkrc baloofileinformationrc baloofilerc bluedevilglobalrc device_automounter_kcmrc dolphinrc
    filetypesrc gwenviewrc kactivitymanagerd-pluginsrc kactivitymanagerd-statsrc kactivitymanagerd-switcher
    kactivitymanagerdrc katemetainfos katerc kateschemarc katevirc kcmfonts kcminputrc kconf_updaterc kded5rc kded6rc
    kdeglobals kgammarc kglobalshortcutsrc khotkeysrc kmixrc konsolerc krunnerrc kscreenlockerrc ksmserverrc ksplashrc
    ktimezonedrc kwalletrc kwinoutputconfig.json kwinrc kwinrulesrc kxkbrc partitionmanagerrc plasma-localerc plasma-nm
    plasma-org.kde.plasma.desktop-appletsrc plasmanotifyrc plasmarc plasmashellrc plasmawindowed-appletsrc
    plasmawindowedrc powermanagementprofilesrc spectaclerc startkderc systemsettingsrc`;
  const share = 'krunnerstaterc user-places.xbel';
  const words = (text: string): readonly string[] => text.split(/\s+/);
  return [...words(config).map((name) => `.config/${name}`), ...words(share).map((name) => `.local/share/${name}`)];
}
