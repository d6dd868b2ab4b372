/**
 * What people leave in from wikis and READMEs where their own value belongs.
 * Source: NixOS wiki, page Impermanence (revision of 2022-06-06: "/dev/disk/by-uuid/UUID", "username", "<username>",
 * "$USERNAME"); nix-community/impermanence README (user "bird"); NixOS manual, installation (/dev/sdX); nix-community/disko,
 * docs/ and example/ (/dev/disk/by-id/some-disk-id).
 */
const deviceNames: readonly RegExp[] = [
  /^(your|my|the)?[-_ ]?(uuid|id|label|partuuid|device|disk)([-_ ]?here)?$/i,
  /^[xX]{2,}([-_][xX]{2,})*$/,
  /^[0a]{4}-?[0a]{4}$/i,
  /^0{8}-0{4}-0{4}-0{4}-0{12}$/,
  /^(your|replace|change|insert|put)[-_ ]/i,
  /^<.*>$/,
  /^\$\w+$/,
  /^\.\.\.$|^…$|^\?+$/,
  /^some-disk-id$/,
];

/** Ids are hexadecimal, so one with a word of these in it is somebody's note. */
const wordsInIds = /uuid|your|here|replace|change|placeholder|todo|disk|device|partition|x{4,}/i;

/** Whether a device path is one that no machine has: `/dev/disk/by-uuid/UUID`, `/dev/sdX`, `/dev/disk/by-id/XXXX-XXXX`. */
export function isPlaceholderDevice(device: string): boolean {
  if (/^\/dev\/(sd|vd|hd)X[0-9Y]?$/.test(device)) return true;
  if (/^\/dev\/nvme[\dX]n[\dXY](p[\dXYZ])?$/.test(device) && /[XYZ]/.test(device)) return true;
  const named = /^\/dev\/disk\/by-[a-z]+\/(.*)$/.exec(device)?.[1];
  // Somebody may have labelled a partition like that.
  if (/^\/dev\/disk\/by-(part)?label\/(id|device|disk|uuid)$/i.test(device)) return false;
  if (/^\/dev\/disk\/by-(part)?uuid\/(?![\da-f-]*$)/i.test(device) && named && wordsInIds.test(named)) return true;
  if (named !== undefined) return deviceNames.some((pattern) => pattern.test(named));
  return /^(UUID|PARTUUID|LABEL)=/.test(device)
    ? deviceNames.some((pattern) => pattern.test(device.slice(device.indexOf('=') + 1)))
    : /^<.*>$|^\/dev\/<.*>$/.test(device);
}

/** User names that stand for the reader's own. */
export const placeholderUsers: ReadonlySet<string> = new Set([
  'username',
  'USERNAME',
  'yourusername',
  'your-username',
  'your_username',
  'YOUR_USERNAME',
  'your-user',
  'YOUR_USER',
]);

/** A user's placeholder inside a text: `<username>`, `$USERNAME`. Documentation writes `<name>` for other things as well. */
export const placeholderUserPattern = /<(?:user(?:[-_ ]?name)?|your[-_ ]?user(?:[-_ ]?name)?)>|\$\{?USERNAME\b\}?/i;

/** Whether a user's name stands for the reader's own. */
export function isPlaceholderUser(name: string): boolean {
  return placeholderUsers.has(name) || placeholderUserPattern.test(name);
}
