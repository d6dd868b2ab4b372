{
  description = "A laptop and a server, both wiped at every boot";

  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
    home-manager.url = "github:nix-community/home-manager/release-25.11";
    home-manager.inputs.nixpkgs.follows = "nixpkgs";
    impermanence.url = "github:nix-community/impermanence";
    impermanence.inputs.nixpkgs.follows = "nixpkgs";
    impermanence.inputs.home-manager.follows = "home-manager";
  };

  outputs =
    {
      nixpkgs,
      home-manager,
      impermanence,
      ...
    }:
    let
      host =
        module:
        nixpkgs.lib.nixosSystem {
          system = "x86_64-linux";
          modules = [
            impermanence.nixosModules.impermanence
            home-manager.nixosModules.home-manager
            ./modules/persistence.nix
            module
          ];
        };
    in
    {
      nixosConfigurations.finch = host ./hosts/finch.nix;
      nixosConfigurations.heron = host ./hosts/heron.nix;
    };
}
