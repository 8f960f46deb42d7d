import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppManifestUtils } from "@microsoft/app-manifest";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { teamsManifest } from "../../../adapters/teams/index.ts";
import { commands } from "../../../commands/index.ts";
import { equity, type Folder, type Run, temporaryFolder } from "../../cli/equity.ts";
import { type Picture, pictureIn, unzipped } from "./package.ts";

const APP = "1b2c3d4e-0000-4000-8000-00000000000a";
const TEAMS = {
  TEAMS_APP_ID: APP,
  TEAMS_APP_PASSWORD: "fake-client-secret",
  TEAMS_TENANT_ID: "0f0e0d0c-1111-4222-8333-444455556666",
};
const options = {
  appId: APP,
  version: "1.0.0",
  city: "Milwaukee",
  website: "https://equity.city.example",
  privacy: "https://equity.city.example/privacy",
  terms: "https://equity.city.example/terms",
  slash: false,
};

let folder: Folder;
let run: Run;
const written = (name: string) => readFile(join(folder.path, "package", name));

// A process of its own bundles and starts: fast on a machine at rest, slow on one that is not.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

beforeAll(async () => {
  folder = await temporaryFolder();
  const words = ["manifest", "teams", "--out", join(folder.path, "package")];
  run = await equity(words, { ...TEAMS, PUBLIC_URL: "https://equity.city.example" });
});
afterAll(() => folder?.remove());

/** Nothing is asked of the network: the schema comes with Microsoft's own package. */
async function faultsOf(manifest: unknown): Promise<string[]> {
  const asked = vi.spyOn(globalThis, "fetch");
  const faults = await AppManifestUtils.validateAgainstSchema(manifest as Parameters<typeof teamsManifest>[0] & never);
  expect(asked).not.toHaveBeenCalled();
  asked.mockRestore();
  return faults;
}

describe("`equity manifest teams --out`", () => {
  test("writes the manifest, both pictures and all of it in one, and says so", async () => {
    expect(run).toMatchObject({ code: 0, stderr: "" });
    for (const name of ["manifest.json", "color.png", "outline.png", "equity-assistant.zip"])
      expect(run.stdout).toContain(name);
    const files = unzipped(await written("equity-assistant.zip"));
    expect(Object.keys(files).sort()).toEqual(["color.png", "manifest.json", "outline.png"]);
    for (const [name, bytes] of Object.entries(files)) expect(bytes.equals(await written(name))).toBe(true);
  });

  test("names files that are in the package, and the city of the plan", async () => {
    const manifest = JSON.parse((await written("manifest.json")).toString());
    expect(manifest).toMatchObject({ id: APP, icons: { color: "color.png", outline: "outline.png" } });
    expect(manifest.developer).toMatchObject({
      name: "Milwaukee",
      websiteUrl: "https://equity.city.example",
      privacyUrl: "https://equity.city.example/privacy",
      termsOfUseUrl: "https://equity.city.example/terms",
    });
    expect(await faultsOf(manifest)).toEqual([]);
  });

  test.each([
    ["no registration", { PUBLIC_URL: "https://equity.city.example" }, /set TEAMS_APP_ID/],
    ["no page of the city's", TEAMS, /none is given: set PUBLIC_URL/],
    [
      "a page that is not https",
      { ...TEAMS, PUBLIC_URL: "http://equity.city.example" },
      /http:\/\/equity.city.example” is none/,
    ],
  ])("refuses with %s, and says what is missing", async (_name, env, words) => {
    const refused = await equity(["manifest", "teams"], env);
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toMatch(words);
  });

  test("takes another page and a higher version", async () => {
    const words = ["manifest", "teams", "--website", "https://city.example/equity", "--app-version", "1.2.0"];
    const printed = await equity(words, TEAMS);
    expect(JSON.parse(printed.stdout)).toMatchObject({
      version: "1.2.0",
      developer: { websiteUrl: "https://city.example/equity" },
    });
    expect((await equity(["manifest", "teams", "--app-version", "new"], TEAMS)).code).toBe(2);
  });
});

describe("the manifest", () => {
  const manifest = teamsManifest(commands, options);
  const [bot] = manifest.bots ?? [];

  test.each([false, true])("keeps to Microsoft's schema of 1.30 (slash commands: %s)", async (slash) => {
    expect(await faultsOf(teamsManifest(commands, { ...options, slash }))).toEqual([]);
  });

  test("would not, were it wrong", async () => {
    expect(await faultsOf({ ...manifest, version: undefined })).not.toEqual([]);
    expect(await faultsOf({ ...manifest, bots: [{ ...bot, scopes: ["city"] }] })).not.toEqual([]);
    const long = { ...bot, commandLists: [{ scopes: ["team"], commands: Array(13).fill({ title: "help" }) }] };
    expect(await faultsOf({ ...manifest, bots: [long] })).not.toEqual([]);
  });

  test("works in a chat of two, in channels and in group chats", () => {
    expect(bot).toMatchObject({ botId: APP, scopes: ["personal", "team", "groupChat"], supportsFiles: true });
  });

  test("offers twelve commands that there are, by the words that are understood, and help among them", () => {
    const titles = bot?.commandLists?.flatMap((list) => list.commands.map(({ title }) => title)) ?? [];
    expect(titles).toHaveLength(12);
    expect(titles.filter((title) => !commands.some(({ name, internal }) => name === title && !internal))).toEqual([]);
    expect(titles).toEqual(expect.arrayContaining(["training log", "me", "status", "help"]));
  });

  test("asks for no permission in a team or of Graph", () => {
    expect(manifest).not.toHaveProperty("authorization");
    expect(manifest).not.toHaveProperty("webApplicationInfo");
    expect(manifest.validDomains).toEqual([]);
  });

  test("has slash commands only where they are asked for", () => {
    expect(JSON.stringify(manifest)).not.toMatch(/slash|Targeted/);
    const [slashing] = teamsManifest(commands, { ...options, slash: true }).bots ?? [];
    expect(slashing).toMatchObject({
      supportsTargetedMessages: true,
      commandLists: [{ triggers: ["mention", "slash"] }],
    });
  });
});

describe("a picture of the app", () => {
  const pixels = ({ width, height, pixel }: Picture) =>
    Array.from({ length: width * height }, (_, at) => pixel(at % width, Math.floor(at / width)));
  const corners = ({ width, height, pixel }: Picture) => [pixel(0, 0), pixel(width - 1, height - 1)];

  test("in colour is 192 pixels wide and high, and fills its square", async () => {
    const picture = pictureIn(await written("color.png"));
    expect([picture.width, picture.height]).toEqual([192, 192]);
    expect(corners(picture)).toEqual(Array(2).fill([0x1f, 0x3a, 0x5f, 255]));
    expect(pixels(picture).filter(([red]) => red === 255).length).toBeGreaterThan(1_000);
  });

  test("in outline is 32 pixels wide and high, and white on nothing", async () => {
    const picture = pictureIn(await written("outline.png"));
    expect([picture.width, picture.height]).toEqual([32, 32]);
    expect(corners(picture).map(([, , , opacity]) => opacity)).toEqual([0, 0]);
    const inked = pixels(picture).filter(([, , , opacity]) => opacity === 255);
    expect(inked.length).toBeGreaterThan(60);
    expect(inked.filter(([red, green, blue]) => (red ?? 0) + (green ?? 0) + (blue ?? 0) < 3 * 255)).toEqual([]);
  });
});
