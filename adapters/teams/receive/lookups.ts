import type { TeamsHost } from "../host.ts";
import type { Profiles } from "../people/profiles.ts";
import type { Connector } from "../send/connector.ts";
import { readFile } from "../send/files.ts";
import { personAddress, type References, referenceOf } from "../send/references.ts";
import type { Activity } from "./payload.ts";
import { isWithUs, type Lookups } from "./translate.ts";

interface Parts {
  host: TeamsHost;
  connector: Connector;
  references: References;
  profiles: Profiles;
}

/** What translating one activity may ask of Teams. */
export function lookupsOf(activity: Activity, { host, profiles, references, connector }: Parts): Lookups {
  const { tenantId: tenant } = host.settings;
  const here: Lookups["author"] = (accountId) =>
    connector.within(referenceOf(activity, { to: "person" }), (conversation) =>
      profiles.author(accountId, conversation),
    );
  // Where the assistant is not, Teams tells it nothing: whoever has the app is asked for in their chat with it.
  const elsewhere: Lookups["author"] = async (accountId) => {
    const found = await here(accountId).catch(() => undefined);
    if (found?.kind === "member") return found;
    const { aadObjectId: person = accountId } = activity.from.id === accountId ? activity.from : {};
    return references.within(personAddress(tenant, person), (chat) => profiles.author(person, chat));
  };
  const author = isWithUs(activity) ? here : elsewhere;
  return {
    tenant,
    drafts: host.drafts,
    author,
    writer: (userId) => author(userId).catch(() => ({ platform: "teams", tenant, userId, kind: "stranger" })),
    readFile: (file) => readFile(file, host),
    introduce: async (accountId) => {
      try {
        const found = await author(accountId);
        return found.kind === "member" && (await host.introduce(found)) ? found : undefined;
      } catch (error) {
        // Whoever cannot be looked up is known by their name, or asked for.
        host.onFault(error);
        return undefined;
      }
    },
  };
}
