/** Installs Debian packages where that is allowed; true when they are there. */
export function installDebian(packages: readonly string[]): boolean;
