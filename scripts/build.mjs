// Bundles src/main.ts into dist/equity-assistant.js, when anything it is made of has changed.
// Prints nothing on stdout: `npm run equity` hands its stdout to programs.
import { readdir, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const inputs = ["src", "adapters", "commands", "db", "package-lock.json", "scripts/build.mjs"];

export const bundle = join(root, "dist/equity-assistant.js");

// PGlite finds its wasm and data files beside its own module, so these two stay where npm put them.
// Typst is a program of the machine's own kind.
const external = [
  "@electric-sql/pglite",
  "@electric-sql/pglite/*",
  "@electric-sql/pglite-prepopulatedfs",
  "@myriaddreamin/typst-ts-node-compiler",
];

/** Word and PDF are made in a process of their own, which loads nothing else. */
const paperChild = join(root, "dist/paper-child.js");

// Some packages in the bundle are CommonJS and call require() for Node's own modules.
const banner = `import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);`;

/**
 * Node reads the whole source map at every start, and other people's code is three quarters of it. Of theirs a stack trace names
 * the file and no line: that saves some 50 MB of memory.
 */
const oneLineForOthers = {
  name: "one-line-for-others",
  setup(build) {
    const map = JSON.stringify({ version: 3, sources: [""], mappings: "AAAA" });
    const comment = `\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString("base64")}`;
    build.onLoad({ filter: /[\\/]node_modules[\\/].*\.[cm]?js$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")) + comment,
      loader: "js",
    }));
  },
};

/** Builds unless the bundle is newer than every input; `force` builds always. */
export async function build({ force = false } = {}) {
  if (force || (await isStale())) await writeBundle();
}

async function isStale() {
  const built = await changedAt(bundle);
  const changes = await Promise.all(inputs.map((path) => newest(join(root, path))));
  return built === 0 || Math.max(...changes) >= built;
}

/** The latest change at or below a path. A folder's own time tells of files that were removed. */
async function newest(path) {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  const below = entries.map((entry) =>
    entry.isDirectory() ? newest(join(path, entry.name)) : changedAt(join(path, entry.name)),
  );
  return Math.max(await changedAt(path), ...(await Promise.all(below)));
}

async function changedAt(path) {
  return stat(path).then(
    (info) => info.mtimeMs,
    () => 0,
  );
}

async function writeBundle() {
  const startedAt = new Date();
  const esbuild = await import("esbuild");
  try {
    // The bundle is the younger of the two: while it is new, so is the other.
    await writeEntry(esbuild, "src/reports/papers/child.ts", paperChild, startedAt);
    await writeEntry(esbuild, "src/main.ts", bundle, startedAt);
  } finally {
    await esbuild.stop();
  }
}

async function writeEntry(esbuild, entry, target, startedAt) {
  const draft = `${target}.${process.pid}`;
  try {
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: [entry],
      outfile: draft,
      bundle: true,
      platform: "node",
      target: "node20",
      format: "esm",
      sourcemap: "inline",
      sourcesContent: false,
      // Half of it is other people's spaces, and Node reads all of it at every start.
      minifyWhitespace: true,
      external,
      plugins: [oneLineForOthers],
      banner: { js: banner },
      logLevel: "warning",
    });
    // As old as the sources it was read from: an edit during the build makes it stale.
    await utimes(draft, startedAt, startedAt);
    // Several processes may build at once; each puts a whole file in place.
    await rename(draft, target);
  } finally {
    await rm(draft, { force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build({ force: process.argv.includes("--force") });
}
