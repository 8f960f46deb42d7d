import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Figure } from "./scale.ts";

/** From numbers to PNG, and what a process holds after a thousand of them. */
export async function run(tell: (line: string) => void): Promise<Figure[]> {
  const child = fork(fileURLToPath(new URL("chart-load.ts", import.meta.url)), { execArgv: ["--import", "tsx"] });
  let figures: Figure[] = [];
  child.on("message", (said: string | Figure[]) => {
    if (typeof said === "string") tell(said);
    else figures = said;
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`drawing ended with ${code}`);
  return figures;
}
