// Bundles src/main.ts into dist/, when anything it is made of has changed.
// Prints nothing on stdout: `npm run equity` hands its stdout to programs.
import { mkdir, readdir, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const inputs = ["src", "adapters", "commands", "db", "package-lock.json", "scripts/build.mjs"];

const dist = join(root, "dist");
export const bundle = join(dist, "main.js");

/** What is started by itself: each becomes dist/NAME.js. */
// Word and PDF are made in a process of their own, which loads nothing else.
const entries = { main: "src/main.ts", "paper-child": "src/reports/papers/child.ts" };

// PGlite finds its wasm and data files beside its own module, so these two stay where npm put them.
// Typst is a program of the machine's own kind.
const external = [
  "@electric-sql/pglite",
  "@electric-sql/pglite/*",
  "@electric-sql/pglite-prepopulatedfs",
  "@myriaddreamin/typst-ts-node-compiler",
];

// Some packages in the bundle are CommonJS and call require() for Node's own modules.
const banner = `import { createRequire as __createRequire } from "node:module";
const require = __createRequire(import.meta.url);`;

/** Of other people's code a stack trace names the file and no line: three quarters of the maps would be theirs. */
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

/** Builds unless the bundle is newer than every input; `force` builds always, and gives back which files it made. */
export async function build({ force = false } = {}) {
  return force || (await isStale()) ? writeBundle() : [];
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

/**
 * Split, so that a start reads only what it needs: half of the bundle. Its maps are files of their own, which are read when an
 * error is logged (src/app/log.ts).
 */
async function writeBundle() {
  const startedAt = new Date();
  const draft = join(dist, `draft-${process.pid}`);
  const esbuild = await import("esbuild");
  try {
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: entries,
      outdir: draft,
      bundle: true,
      splitting: true,
      chunkNames: "chunk-[hash]",
      platform: "node",
      target: "node20",
      format: "esm",
      sourcemap: "external",
      sourcesContent: false,
      // Half of it is other people's spaces, and Node reads all that it loads.
      minifyWhitespace: true,
      external,
      plugins: [oneLineForOthers],
      banner: { js: banner },
      logLevel: "warning",
    });
    return await putInPlace(draft, startedAt);
  } finally {
    await rm(draft, { recursive: true, force: true });
    await esbuild.stop();
  }
}

/**
 * Several processes may build at once: the parts are named after what is in them, and whole when they are put in place; what
 * is started comes last. Parts of an older bundle stay for a day, for whoever is still running it.
 */
async function putInPlace(draft, startedAt) {
  await mkdir(dist, { recursive: true });
  const files = await readdir(draft);
  const isEntry = (file) => Object.keys(entries).some((name) => file === `${name}.js`);
  for (const file of [...files.filter((one) => !isEntry(one)), ...files.filter(isEntry)]) {
    // As old as the sources it was read from: an edit during the build makes it stale.
    await utimes(join(draft, file), startedAt, startedAt);
    await rename(join(draft, file), join(dist, file));
  }
  for (const file of await readdir(dist)) {
    const old = Date.now() - (await changedAt(join(dist, file))) > 86_400_000;
    if (old && basename(file).startsWith("chunk-") && !files.includes(file))
      await rm(join(dist, file), { force: true });
  }
  return files;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build({ force: process.argv.includes("--force") });
}
