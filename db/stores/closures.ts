import { eq } from "drizzle-orm";
import type { Closure } from "../../src/core/calendar/business-days.ts";
import type { ClosureStore } from "../../src/core/calendar/closures.ts";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import { type Database, reading } from "../database.ts";
import { closures } from "../schema/index.ts";
import { writeOnce } from "../write.ts";

export function closureStore(database: Database): ClosureStore {
  return {
    list: () => reading(database.orm.select().from(closures).orderBy(closures.date)),
    add: (closure, write) => add(database, closure, write),
    remove: (date, write) => remove(database, date, write),
  };
}

function add(database: Database, closure: Closure, write: Write) {
  return writeOnce<"added" | "changed" | "unchanged">(database, write, "closure.add", async (orm) => {
    const [before] = await orm.select().from(closures).where(eq(closures.date, closure.date)).for("update");
    if (before?.name === closure.name) return { unwritten: "unchanged" };
    await orm
      .insert(closures)
      .values(closure)
      .onConflictDoUpdate({ target: closures.date, set: { name: closure.name } });
    const details = { before, after: closure };
    return { outcome: before ? "changed" : "added", subject: `closure:${closure.date}`, details };
  });
}

function remove(database: Database, date: IsoDate, write: Write) {
  return writeOnce<"removed" | "was not there">(database, write, "closure.remove", async (orm) => {
    const [before] = await orm.delete(closures).where(eq(closures.date, date)).returning();
    if (!before) return { unwritten: "was not there" };
    return { outcome: "removed", subject: `closure:${date}`, details: { before } };
  });
}
