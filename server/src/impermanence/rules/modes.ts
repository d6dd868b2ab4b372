/** Permission bits of a mode as the module takes it: octal ("0700") or symbolic ("u=rwx,g=rx,o="); undefined for anything else. */
export function modeBits(mode: string): number | undefined {
  if (/^[0-7]{3,4}$/.test(mode)) return Number.parseInt(mode, 8);
  const clauses = mode.split(',');
  if (!clauses.every((clause) => /^[ugoa]*=[rwxXst]*$/.test(clause))) return undefined;
  let bits = 0;
  for (const clause of clauses) {
    const [who = '', what = ''] = clause.split('=');
    const value = (what.includes('r') ? 4 : 0) | (what.includes('w') ? 2 : 0) | (/[xX]/.test(what) ? 1 : 0);
    const classes = who === '' || who.includes('a') ? 'ugo' : who;
    for (const each of classes) bits = assign(bits, 'ogu'.indexOf(each) * 3, value);
  }
  return bits;
}

function assign(bits: number, shift: number, value: number): number {
  return (bits & ~(7 << shift)) | (value << shift);
}

/** Whether group or others get anything. */
export function letsOthersIn(bits: number): boolean {
  return (bits & 0o077) !== 0;
}
