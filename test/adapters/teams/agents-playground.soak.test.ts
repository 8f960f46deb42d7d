import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Folder, temporaryFolder } from "../../cli/equity.ts";
import { chromiumPath, launchBrowser } from "../../support/browser.ts";
import { createTown } from "../../support/town.ts";
import { createTeamsTown, ISSUER, MEMBERS, objectId, type TeamsTown, until } from "./teams-town.ts";
import { signed } from "./tokens.ts";

// Microsoft's own Agents Playground in a real browser, with its own rendering of our cards. It is not among the packages
// (docs/decisions/0032): `npm i --no-save --prefix FOLDER @microsoft/m365agentsplayground@0.2.28`, then
// `AGENTS_PLAYGROUND=FOLDER/node_modules/@microsoft/m365agentsplayground/cli.js SOAK=1 npx vitest run agents-playground`.

const cli = process.env.AGENTS_PLAYGROUND;
const PORT = 56_190;

/** The playground's idea of the city: its ids are no ids of Entra unless it is told. A file it does not like ends it without a word. */
const contextOf = ({ appId, tenantId }: Pick<TeamsTown, "appId" | "tenantId">) => `version: "0.1.1"
tenantId: ${tenantId}
bot: { id: "28:${appId}", name: Equity Assistant }
currentUser: ${person("ana.torres")}
users:
${MEMBERS.slice(1, 6)
  .map((who) => `  - ${person(who)}`)
  .join("\n")}
personalChat: { id: "a:${objectId("ana.torres")}" }
groupChat: { id: group-id, name: Group Chat }
team:
  id: team-id
  name: My Team
  aadGroupId: ${randomUUID()}
  channels:
    - { id: public-works-id, name: Public Works }
`;

function person(who: string): string {
  const [first = "", last = ""] = who.split(".");
  const email = `${who}@milwaukee.example`;
  return `{ id: "29:${who}", name: ${first} ${last}, userPrincipleName: ${email}, aadObjectId: ${objectId(who)}, givenName: ${first}, surname: ${last}, email: ${email} }`;
}

/** The playground signs nothing: in Teams' place, this does. */
function signing(url: string, appId: string): Promise<Server> {
  const server = createServer(async (request, response) => {
    if (request.method !== "POST") return response.writeHead(200).end();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const now = Math.floor(Date.now() / 1000);
    const serviceurl = `http://localhost:${PORT}/_connector`;
    const token = signed({ iss: ISSUER, aud: appId, serviceurl, nbf: now - 60, exp: now + 3_600 });
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
    const answer = await fetch(`${url}/api/messages`, { method: "POST", headers, body: Buffer.concat(chunks) });
    const body = Buffer.from(await answer.arrayBuffer());
    return response.writeHead(answer.status, { "content-type": "application/json" }).end(body);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

describe.skipIf(!cli || !chromiumPath())("in Microsoft's Agents Playground", () => {
  let teams: TeamsTown;
  let folder: Folder;
  let door: Server;
  let playground: ChildProcess;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    teams = await createTeamsTown({ TEAMS_SERVICE_HOSTS: `localhost:${PORT}` }, createTown);
    folder = await temporaryFolder();
    await writeFile(`${folder.path}/.m365agentsplayground.yml`, contextOf(teams));
    door = await signing(teams.url, teams.appId);
    const endpoint = `http://127.0.0.1:${(door.address() as AddressInfo).port}/api/messages`;
    const words = [cli ?? "", "start", "-e", endpoint, "-c", "msteams", "-p", String(PORT), "--dt"];
    playground = spawn(process.execPath, words, { cwd: folder.path, stdio: "ignore" });
    await until(() =>
      fetch(`http://localhost:${PORT}/`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1_400, height: 1_000 } });
    await page.goto(`http://localhost:${PORT}/`);
    await page.getByText("Hello. Tell me what was done").first().waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    playground?.kill();
    door?.close();
    await teams?.close();
    await folder?.remove();
  });

  const BOX = '[role="textbox"][contenteditable="true"]';
  const say = async (words: string) => {
    await page.locator(BOX).click();
    await page.keyboard.type(words);
    await page.getByRole("button", { name: "Send Message" }).click();
  };
  const records = () => teams.town.rows<{ id: string }>("select id from training_records where voided_at is null");

  test("a sentence in a chat of two becomes a receipt, and Undo takes its place", async () => {
    await say("12 people took Anti-Racism 101 yesterday");
    await page
      .getByText(/Recorded TR-\d{4}-\d{4}/)
      .last()
      .waitFor();
    expect(await records()).toHaveLength(1);
    await page.getByRole("button", { name: "Undo" }).last().click();
    await page
      .getByText(/Undone TR-\d{4}-\d{4}/)
      .last()
      .waitFor();
  });

  test("what is missing is asked in the card, and sent from there", async () => {
    await say("training antiracism 101 in public works yesterday");
    await page.getByRole("button", { name: "Save" }).last().waitFor();
    await page
      .getByLabel(/^Employees/)
      .last()
      .fill("7");
    await page.getByRole("button", { name: "Save" }).last().click();
    await page
      .getByText(/Public Works · 7 employees/)
      .last()
      .waitFor();
    expect(await records()).toHaveLength(1);
  });

  test("a mention in a channel is recorded, and nobody else there sees the answer", async () => {
    await page.getByText("General").first().click();
    await page.getByRole("button", { name: "Say what this channel is for" }).waitFor();
    await page.locator(BOX).first().click();
    await page.keyboard.type("@");
    const people = page.locator('[role="option"], [role="menuitem"], [role="listitem"]');
    await people.filter({ hasText: "Equity Assistant" }).first().click();
    await page.keyboard.type(" 9 people took Anti-Racism 101 on Nov 12");
    await page.getByRole("button", { name: "Post", exact: true }).click();
    await page.getByText("I have answered in our own chat.").first().waitFor();
    expect(await page.getByText("9 employees").count()).toBe(0);
    expect(await records()).toHaveLength(2);
    await page.getByText("Personal Chat").first().click();
    await page
      .getByText(/Public Works · 9 employees/)
      .last()
      .waitFor();
  });
});
