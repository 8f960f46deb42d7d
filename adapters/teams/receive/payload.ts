import * as z from "zod";

// What Teams sends, as far as we read it. Accounts and conversations keep what else is in them, because a reference to a
// conversation must be stored whole.

/** Without control characters and halves of characters: ids go into the database as they are. */
const id = z
  .string()
  .max(500)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u);
const guid = z.guid().transform((value) => value.toLowerCase());
const text = z.string().max(262_144);
const optional = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? undefined);

const account = z.looseObject({ id, name: optional(z.string()), aadObjectId: optional(guid) });

const conversation = z.looseObject({
  id,
  tenantId: optional(guid),
  conversationType: optional(z.string()),
});

const mention = z.looseObject({
  type: z.literal("mention"),
  text: optional(z.string().max(1_000)),
  mentioned: z.looseObject({ id, name: optional(z.string().max(500)) }),
});

/** Other kinds of entities are nothing of ours. */
const entities = optional(z.array(z.union([mention, z.unknown()])).max(500)).transform((all = []) =>
  all.flatMap((one) => mention.safeParse(one).data ?? []),
);

const channelData = z.looseObject({
  tenant: optional(z.looseObject({ id: optional(guid) })),
  team: optional(z.looseObject({ id: optional(id) })),
});

const common = {
  id,
  channelId: z.literal("msteams"),
  serviceUrl: z.string().min(1).max(500),
  from: account,
  recipient: account,
  conversation,
  channelData: optional(channelData),
  locale: optional(z.string().max(50)),
};

const attachment = z.looseObject({
  contentType: z.string().max(200),
  name: optional(z.string().max(1_000)),
  content: z.unknown().optional(),
});

/** The words again as HTML are no attachment of anybody's. */
const attachments = optional(z.array(z.unknown()).max(100)).transform((all = []) =>
  all.flatMap((one) => attachment.safeParse(one).data ?? []).filter(({ contentType }) => contentType !== "text/html"),
);

const message = z.object({
  ...common,
  type: z.literal("message"),
  recipient: account.extend({ isTargeted: optional(z.boolean()) }),
  text: optional(text),
  /** What a button of a card carries, for clients that know `Action.Submit` only. */
  value: z.unknown().optional(),
  replyToId: optional(id),
  entities,
  attachments,
});

/** An edited message comes under the id it had. */
const edit = z.object({
  ...common,
  type: z.literal("messageUpdate"),
  text: optional(text),
  timestamp: optional(z.string().max(100)),
  channelData: optional(channelData.extend({ eventType: optional(z.string().max(100)) })),
  entities,
});

const data = z.record(z.string(), z.unknown());

const cardAction = z.object({
  ...common,
  type: z.literal("invoke"),
  name: z.literal("adaptiveCard/action"),
  value: z.looseObject({ action: z.looseObject({ data: optional(data) }) }),
  replyToId: optional(id),
});

const dialog = {
  ...common,
  type: z.literal("invoke"),
  value: z.looseObject({ data: optional(data) }),
  replyToId: optional(id),
};
const dialogFetch = z.object({ ...dialog, name: z.literal("task/fetch") });
/** A dialog that was opened from a message comes back by another name. */
const dialogSubmit = z.object({ ...dialog, name: z.enum(["task/submit", "composeExtension/submitAction"]) });

/** Chosen from the menu of a message that somebody wrote anywhere in Teams, also where the assistant is not. */
const messageAction = z.object({
  ...common,
  type: z.literal("invoke"),
  name: z.literal("composeExtension/fetchTask"),
  value: z.looseObject({
    commandId: z.string().max(100),
    messagePayload: z.looseObject({
      createdDateTime: optional(z.string().max(100)),
      from: optional(
        z.looseObject({ user: optional(z.looseObject({ id: optional(guid), displayName: optional(z.string()) })) }),
      ),
      body: optional(z.looseObject({ content: optional(text) })),
      mentions: optional(
        z
          .array(
            z.looseObject({
              id: z.union([z.int(), z.string().max(100)]),
              mentionText: optional(z.string().max(1_000)),
              mentioned: optional(z.looseObject({ user: optional(z.looseObject({ id: optional(guid) })) })),
            }),
          )
          .max(500),
      ),
    }),
  }),
  replyToId: optional(id),
});

const fileConsent = z.object({
  ...common,
  type: z.literal("invoke"),
  name: z.literal("fileConsent/invoke"),
  value: z.looseObject({
    action: z.enum(["accept", "decline"]),
    context: z.unknown().optional(),
    uploadInfo: optional(
      z.looseObject({
        contentUrl: z.string().max(4_000),
        uploadUrl: z.string().max(4_000),
        name: z.string().max(500),
        uniqueId: z.string().max(200),
        fileType: z.string().max(50),
      }),
    ),
  }),
  replyToId: optional(id),
});

const installation = z.object({
  ...common,
  type: z.literal("installationUpdate"),
  action: z.enum(["add", "remove", "add-upgrade", "remove-upgrade"]),
});

/** Of those who came and went, only the assistant itself matters. */
const members = z.object({
  ...common,
  type: z.literal("conversationUpdate"),
  membersAdded: optional(z.array(z.looseObject({ id })).max(5_000)),
  membersRemoved: optional(z.array(z.looseObject({ id })).max(5_000)),
});

export type Message = z.output<typeof message>;
export type CardAction = z.output<typeof cardAction>;
export type DialogFetch = z.output<typeof dialogFetch>;
export type DialogSubmit = z.output<typeof dialogSubmit>;
export type MessageAction = z.output<typeof messageAction>;
export type Edit = z.output<typeof edit>;
export type Attachment = z.output<typeof attachment>;
export type FileConsent = z.output<typeof fileConsent>;
export type Installation = z.output<typeof installation>;
export type Members = z.output<typeof members>;
export type Invoke = CardAction | DialogFetch | DialogSubmit | MessageAction | FileConsent;
export type Activity = Message | Edit | Invoke | Installation | Members;

/** What Teams sends again when it thinks it lost; a button's press and the like it does not. */
export const comesAgain = ({ type }: Activity) => type === "message" || type === "messageUpdate";

/** As much as it takes to know who sent it. */
export const envelope = z.looseObject({
  type: z.string().max(100),
  channelId: z.literal("msteams"),
  serviceUrl: z.string().min(1).max(500),
});
export type Envelope = z.output<typeof envelope>;

const SHAPES: Readonly<Record<string, z.ZodType<Activity>>> = {
  message,
  messageUpdate: edit,
  installationUpdate: installation,
  conversationUpdate: members,
  "invoke adaptiveCard/action": cardAction,
  "invoke task/fetch": dialogFetch,
  "invoke task/submit": dialogSubmit,
  "invoke composeExtension/submitAction": dialogSubmit,
  "invoke composeExtension/fetchTask": messageAction,
  "invoke fileConsent/invoke": fileConsent,
};

/** Well formed and ours; well formed and nothing of ours; or neither. */
export type Shape = { state: "ours"; activity: Activity } | { state: "nothing" } | { state: "malformed" };

export function shapeOf(body: Envelope): Shape {
  const named = body.type === "invoke" ? `invoke ${String(body.name)}` : body.type;
  const shape = Object.hasOwn(SHAPES, named) ? SHAPES[named] : undefined;
  if (!shape) return { state: "nothing" };
  const activity = shape.safeParse(body).data;
  return activity ? { state: "ours", activity } : { state: "malformed" };
}

/** The tenants a body speaks of, wherever it does. */
export function tenantsIn(body: Envelope): unknown[] {
  const said = z
    .looseObject({
      conversation: z.looseObject({ tenantId: z.unknown() }).nullish().catch(undefined),
      channelData: z
        .looseObject({ tenant: z.looseObject({ id: z.unknown() }).nullish().catch(undefined) })
        .nullish()
        .catch(undefined),
    })
    .safeParse(body).data;
  return [said?.conversation?.tenantId, said?.channelData?.tenant?.id].filter(
    (one) => one !== undefined && one !== null,
  );
}

/** The assistant itself was taken out of there, or put in. */
export const isLeaving = (activity: Installation | Members) =>
  activity.type === "installationUpdate"
    ? activity.action.startsWith("remove")
    : (activity.membersRemoved ?? []).some(({ id }) => id === activity.recipient.id);

export const isArriving = (activity: Installation | Members) =>
  activity.type === "installationUpdate" ||
  (activity.membersAdded ?? []).some(({ id }) => id === activity.recipient.id);
