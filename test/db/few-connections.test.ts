import { expect, test } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { freshDatabase } from "../support/databases.ts";

test("whoever finds no connection left waits for one that the server gave", async () => {
  const { url, drop } = await freshDatabase();
  const { default: postgres } = await import("postgres");
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  const role = `few_${Date.now()}`;
  await owner.unsafe(`create role ${role} login password 'fake' connection limit 2`);
  const own = new URL(url);
  [own.username, own.password] = [role, "fake"];
  const database = await openDatabase({ url: own.href, connections: 10 });
  const asked = Array.from({ length: 12 }, () => database.run("select pg_sleep(0.05)", []));
  expect(await Promise.allSettled(asked)).toEqual(asked.map(() => expect.objectContaining({ status: "fulfilled" })));
  await database.close();
  await owner.unsafe(`drop role ${role}`);
  await owner.end();
  await drop();
});
