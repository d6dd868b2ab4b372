lib:
[ { options = lib.genAttrs [ "a" "b" "c" "d" "e" ] (n: lib.mkOption { type = lib.types.str; default = "default"; }); }
  { a = "x"; b = lib.mkDefault "weak"; c = lib.mkDefault "weak"; d = lib.mkForce "strong"; }
  { c = "plain"; d = "plain"; } ]
