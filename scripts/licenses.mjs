// Fails when a package that goes into a release has a licence nobody has agreed to.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const AGREED = new Set([
  "MIT",
  "MIT-0",
  "ISC",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "0BSD",
  "BlueOak-1.0.0",
  "Unlicense",
  "MPL-2.0",
  "CC0-1.0",
  "PSF-2.0",
  // Holidays: their source is named in THIRD-PARTY.md, as it asks for.
  "CC-BY-3.0",
]);

/** Packages whose licence is not in their own description, with what their LICENSE file says. */
const READ_BY_HAND = { "dejavu-fonts-ttf": "Bitstream Vera (free to use, embed and redistribute)" };

const { packages } = JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8"));

/** What a release is made of: `{ name, version, license }`. */
export const shipped = Object.entries(packages)
  .filter(([path, { dev, devOptional }]) => path !== "" && !dev && !devOptional)
  .map(([path, { version, license }]) => {
    const name = path.split("node_modules/").at(-1);
    return { name, version, license: READ_BY_HAND[name] ?? license };
  });

/** "(MIT OR Apache-2.0)": one of them is enough; "(MIT AND Zlib)": all of them are needed. */
function isAgreed(license) {
  if (typeof license !== "string") return false;
  const words = license.replace(/[()]/g, "");
  return words.split(" OR ").some((one) => one.split(" AND ").every((each) => AGREED.has(each.trim())));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wrong = shipped.filter(({ name, license }) => !(name in READ_BY_HAND) && !isAgreed(license));
  for (const { name, license } of wrong)
    console.error(
      `${name} is under ${license ?? "no stated licence"}: read it, then add it to scripts/licenses.mjs or choose another package.`,
    );
  process.exitCode = wrong.length === 0 ? 0 : 1;
}
