import type { Source, Workspace } from "./workspace.ts";

/** The installations this process serves, by the ids that payloads carry. */
export class Workspaces {
  readonly #all = new Map<string, Workspace>();

  add(key: string, workspace: Workspace): void {
    this.#all.set(key, workspace);
  }

  remove(key: string): void {
    this.#all.delete(key);
  }

  all(): Workspace[] {
    return [...this.#all.values()];
  }

  /** The installation a payload belongs to: its workspace's own, else its organisation's. */
  find({ teamId, enterpriseId }: Source): Workspace | undefined {
    const all = this.all();
    return (
      all.find((one) => one.teamId !== undefined && one.teamId === teamId) ??
      all.find((one) => one.teamId === undefined && one.enterpriseId !== undefined && one.enterpriseId === enterpriseId)
    );
  }

  /** The installation by which people of a tenant are reached. */
  ofTenant(tenant: string): Workspace | undefined {
    return this.all().find((one) => one.tenant === tenant);
  }
}
