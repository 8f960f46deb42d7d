// Writes release/: all that an image or a server needs, and nothing else. Started by `node release/main.js`.
import { execFile } from "node:child_process";
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "./build.mjs";
import { shipped } from "./licenses.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const release = join(root, "release");

/** Data that the program reads beside itself, as it lies in the project. */
const DATA = [
  "src/plan/cities",
  "src/plan/templates",
  "db/migrations",
  "adapters/web/playground/assets",
  "adapters/web/pages/assets",
  "docs/deploy.md",
  "docs/operations.md",
  "docs/settings.md",
];

/** Only drizzle-kit reads these, to make the next migration. */
const NOT_SHIPPED = /_snapshot\.json$/;

/** Packages that cannot be part of a bundle, since they bring wasm, data, fonts or machine code. */
const PACKAGES = [
  { name: "@electric-sql/pglite", keep: /^(?:package\.json|LICENSE.*|dist\/[^/]+\.(?:js|wasm|data))$/ },
  { name: "@electric-sql/pglite-prepopulatedfs", keep: /\.(?:js|tar\.gz|tgz|json)$|^LICENSE/ },
  { name: "@resvg/resvg-wasm", keep: /^(?:package\.json|index_bg\.wasm|index\.(?:js|mjs)|LICENSE.*)$/ },
  {
    name: "dejavu-fonts-ttf",
    keep: /^(?:package\.json|LICENSE.*|ttf\/DejaVuSans(?:Mono)?(?:-(?:Bold|Oblique|BoldOblique))?\.ttf)$/,
  },
];

/** The same for every machine a package ships machine code for: whichever is installed here. */
const MACHINE_CODE = { scope: "@myriaddreamin", keep: /\.(?:js|mjs|cjs|node|json)$|^LICENSE/ };

const bundle = await build({ force: true });
await rm(release, { recursive: true, force: true });
await mkdir(release);
// Not all of dist/: parts of older builds lie there, too.
for (const file of bundle) await cp(join(root, "dist", file), join(release, "dist", file));
for (const path of DATA)
  if (await exists(join(root, path)))
    await cp(join(root, path), join(release, path), { recursive: true, filter: (file) => !NOT_SHIPPED.test(file) });
for (const one of PACKAGES) await copyPackage(one);
for (const name of await readdir(join(root, "node_modules", MACHINE_CODE.scope)).catch(() => []))
  await copyPackage({ name: `${MACHINE_CODE.scope}/${name}`, keep: MACHINE_CODE.keep });
await cp(join(root, "LICENSE"), join(release, "LICENSE"));
const { name, version, license, engines } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
const own = { name, version, license, engines, private: true, type: "module" };
await writeFile(join(release, "package.json"), `${JSON.stringify(own, undefined, 2)}\n`);
await writeFile(join(release, "THIRD-PARTY.md"), thirdParty());
await writeFile(join(release, "sbom.cdx.json"), await materials());
await writeFile(join(release, "main.js"), 'import "./dist/main.js";\n');
console.log(`release/ holds ${name} ${version}: ${Math.ceil((await size(release)) / 1_000_000)} MB`);

async function copyPackage({ name: packageName, keep }) {
  const from = join(root, "node_modules", packageName);
  await cp(from, join(release, "node_modules", packageName), {
    recursive: true,
    dereference: true,
    filter: async (path) => (await stat(path)).isDirectory() || keep.test(relative(from, path)),
  });
}

function thirdParty() {
  const rows = shipped.map(({ name: one, version: its, license: under }) => `| ${one} | ${its} | ${under} |`);
  return [
    "# What this release is made of",
    "",
    "Names of public holidays come from date-holidays (Wikipedia and contributors, CC BY 3.0).",
    "",
    "| package | version | licence |",
    "|---|---|---|",
    ...new Set(rows.sort()),
    "",
  ].join("\n");
}

/** The bill of materials, as CycloneDX. */
async function materials() {
  const words = ["sbom", "--sbom-format", "cyclonedx", "--omit", "dev", "--package-lock-only"];
  const { stdout } = await promisify(execFile)("npm", words, { cwd: root, maxBuffer: 50_000_000 });
  return stdout;
}

async function exists(path) {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function size(folder) {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    files.filter((file) => file.isFile()).map(async (file) => (await stat(join(file.parentPath, file.name))).size),
  );
  return sizes.reduce((sum, one) => sum + one, 0);
}
