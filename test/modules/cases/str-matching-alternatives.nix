lib:
let t = lib.types; mode = t.strMatching "[0-7]{3,4}"; in
[
  { options = { a = lib.mkOption { type = t.coercedTo mode (m: [ m ]) (t.listOf t.str); }; b = lib.mkOption { type = t.either mode (t.strMatching "u=.*"); }; c = lib.mkOption { type = t.nullOr t.bool; default = mode.check "0755"; }; d = lib.mkOption { default = mode.check "rwx"; }; e = lib.mkOption { type = t.attrTag { m = lib.mkOption { type = mode; }; }; }; }; }
  { a = "0755"; b = "u=rwx"; e.m = "700"; }
  { a = [ "x" ]; b = "u=rwx"; }
]
