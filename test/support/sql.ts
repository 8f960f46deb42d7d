import postgres from "postgres";

/** A look into a suite's own database, beside the bot. */
export function sqlOn(url: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const rows = async <Row>(statement: string) => [...(await sql.unsafe(statement))] as unknown as Row[];
  return Object.assign(rows, { end: () => sql.end() });
}
