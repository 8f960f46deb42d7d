import * as z from "zod";
import type { Address } from "../../../src/core/deliveries/deliveries.ts";
import type { ReferenceStore } from "../../../src/core/deliveries/kept.ts";
import type { TeamsSettings } from "../host.ts";
import type { Activity } from "../receive/payload.ts";
import { isServiceUrl, standardServiceUrl } from "./address.ts";
import { type Connector, ConnectorFault, type Conversation, type Reference } from "./connector.ts";

const reference = z.looseObject({
  channelId: z.literal("msteams"),
  serviceUrl: z.string(),
  conversation: z.looseObject({ id: z.string() }),
  bot: z.looseObject({ id: z.string() }),
  user: z.looseObject({ id: z.string() }).optional(),
  team: z.string().optional(),
});

export interface ReferencesParts {
  settings: TeamsSettings;
  store: ReferenceStore;
  connector(): Promise<Connector>;
}

/** Where people and channels are written to: kept from what they sent, and made where nobody has written yet. */
export class References {
  readonly #parts: ReferencesParts;
  /** What is stored already, so that not every message writes. */
  readonly #stored = new Map<string, string>();

  constructor(parts: ReferencesParts) {
    this.#parts = parts;
  }

  /** Keeps the way back of whatever Teams sent. */
  async remember(activity: Activity): Promise<void> {
    const address = this.addressOf(activity);
    if (!address) return;
    const made = referenceOf(activity, address);
    // Not everything that comes from a channel says whose it is.
    const lacks = address.to === "place" && made.team === undefined;
    const team = lacks ? (await this.#find(address))?.team : undefined;
    await this.#save(address, { ...made, ...(team === undefined ? {} : { team }) });
  }

  /** The assistant was taken out of there. */
  async forget(activity: Activity): Promise<void> {
    const address = this.addressOf(activity);
    if (!address) return;
    this.#stored.delete(keyOf(address));
    await this.#parts.store.remove(address);
  }

  /** Does something in a conversation; one that is gone is made anew where it can be, at `near` if that is known. */
  async within<T>(address: Address, work: (conversation: Conversation) => Promise<T>, near?: string): Promise<T> {
    const connector = await this.#parts.connector();
    const known = await this.#find(address);
    if (known) {
      try {
        return await connector.within(inThread(known, address), work);
      } catch (error) {
        if (!isGone(error)) throw error;
        this.#stored.delete(keyOf(address));
        await this.#parts.store.remove(address);
        if (address.to === "place") throw error;
      }
    }
    return connector.within(inThread(await this.#make(address, near), address), work);
  }

  /** Opens a chat with somebody, so that what follows is a message and nothing else. */
  async prepare(address: Address): Promise<void> {
    if (!(await this.#find(address))) await this.#make(address);
  }

  /** What is known of a channel's way, if anything. */
  find(address: Address): Promise<Reference | undefined> {
    return this.#find(address);
  }

  /** Every channel the assistant is in. */
  async places(): Promise<Reference[]> {
    const stored = await this.#parts.store.places("teams");
    return stored.flatMap((one) => this.#read(one) ?? []);
  }

  addressOf({ conversation, from }: Activity): Address | undefined {
    const at = { platform: "teams", tenant: this.#parts.settings.tenantId } as const;
    if (!isPersonal(conversation)) return { ...at, to: "place", id: roomOf(conversation) };
    return from.aadObjectId === undefined ? undefined : { ...at, to: "person", id: from.aadObjectId };
  }

  async #find(address: Address): Promise<Reference | undefined> {
    return this.#read(await this.#parts.store.find(address));
  }

  #read(stored: unknown): Reference | undefined {
    const found = reference.safeParse(stored).data;
    return found && isServiceUrl(found.serviceUrl, this.#parts.settings) ? found : undefined;
  }

  async #make(address: Address, near?: string): Promise<Reference> {
    const { settings } = this.#parts;
    const serviceUrl = near ?? (await this.places())[0]?.serviceUrl ?? standardServiceUrl(settings);
    if (address.to === "place") return placeReference(address.id, serviceUrl, settings);
    const opened = await (await this.#parts.connector()).open(serviceUrl, address.id);
    await this.#save(address, opened);
    return opened;
  }

  async #save(address: Address, made: Reference): Promise<void> {
    const [key, content] = [keyOf(address), JSON.stringify(made)];
    if (this.#stored.get(key) === content) return;
    await this.#parts.store.save(address, made);
    this.#stored.set(key, content);
  }
}

/** A thread's id is a conversation's own. */
const inThread = (known: Reference, { thread }: Address): Reference =>
  thread === undefined ? known : { ...known, conversation: { ...known.conversation, id: thread } };

const keyOf = ({ to, id }: Address) => `${to}:${id}`;

/** The chat, the channel or the app in it is no longer there: nothing was done. */
const isGone = (error: unknown) => error instanceof ConnectorFault && (error.status === 403 || error.status === 404);

/** The assistant's chat with one person; that of two people is called personal, too, and is none of ours. */
export const isPersonal = ({ conversationType, id }: Activity["conversation"]): boolean =>
  (conversationType === "personal" || conversationType === undefined) && !id.startsWith("19:");

/** A thread's id is its channel's, and its first message. */
export const roomOf = ({ id }: { id: string }): string => id.split(";")[0] ?? id;

/** The way back, whole. */
export function referenceOf(activity: Activity, { to }: Pick<Address, "to">): Reference {
  const { channelId, serviceUrl, conversation, recipient, from, locale, channelData } = activity;
  const team = channelData?.team?.id;
  return {
    channelId,
    serviceUrl,
    conversation: { ...conversation, ...(to === "place" ? { id: roomOf(conversation) } : {}) },
    bot: recipient,
    ...(to === "person" ? { user: from } : {}),
    ...(team === undefined ? {} : { team }),
    ...(locale === undefined ? {} : { locale }),
  };
}

const placeReference = (id: string, serviceUrl: string, { appId, tenantId }: TeamsSettings): Reference => ({
  channelId: "msteams",
  serviceUrl,
  conversation: { id, tenantId, isGroup: true, conversationType: "channel" },
  bot: { id: `28:${appId}` },
});

/** Somebody's own chat. */
export const personAddress = (tenant: string, id: string): Address => ({ platform: "teams", tenant, to: "person", id });
