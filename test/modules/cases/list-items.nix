lib:
[ { options.l = lib.mkOption { type = lib.types.listOf lib.types.str; }; }
  { l = [ (lib.mkIf true "yes") (lib.mkIf false "no") "plain" (lib.mkForce "forced") (lib.mkMerge [ "same" "same" ]) ]; } ]
