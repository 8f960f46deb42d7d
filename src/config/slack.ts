import * as z from "zod";

/** What `adapters/slack` is told. */
export interface SlackConfig {
  signingSecret: string;
  access: { botToken: string } | SlackOAuth;
  appToken: string | undefined;
  apiUrl: string;
  authorizeUrl: string;
}

interface SlackOAuth {
  clientId: string;
  clientSecret: string;
  stateSecret: string;
  /** 32 bytes. */
  tokenKey: Uint8Array;
  teamIds: readonly string[];
}

const secret = z.string().min(8).optional();

/** 32 bytes, written in hexadecimal or base64. */
const tokenKey = z
  .string()
  .transform((text) => Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? "hex" : "base64"))
  .refine((bytes) => bytes.length === 32)
  .optional();

export const slackKeys = {
  SLACK_SIGNING_SECRET: secret,
  SLACK_BOT_TOKEN: z.string().startsWith("xoxb-").optional(),
  SLACK_CLIENT_ID: z.string().min(1).optional(),
  SLACK_CLIENT_SECRET: secret,
  SLACK_STATE_SECRET: secret,
  TOKEN_KEY: tokenKey,
  SLACK_TEAM_IDS: z
    .string()
    .transform((list) => list.split(/[,;\s]+/).filter((id) => id !== ""))
    .pipe(z.array(z.string().regex(/^[TE][A-Z0-9]+$/)).min(1))
    .optional(),
  SLACK_APP_TOKEN: z.string().startsWith("xapp-").optional(),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/*$/, "/"))
    .default("https://slack.com/api/"),
  SLACK_AUTHORIZE_URL: z.url({ protocol: /^https?$/ }).default("https://slack.com/oauth/v2/authorize"),
};

export const SLACK_ALLOWED: Readonly<Record<string, string>> = {
  SLACK_SIGNING_SECRET: "the app's signing secret, needed for Slack",
  SLACK_BOT_TOKEN: "the bot's token (xoxb-…) for one workspace; not beside SLACK_CLIENT_ID",
  SLACK_CLIENT_ID: "the app's client id, needed for installing by OAuth",
  SLACK_CLIENT_SECRET: "the app's client secret, needed for installing by OAuth",
  SLACK_STATE_SECRET: "a secret of your own of at least 8 characters, needed for installing by OAuth",
  TOKEN_KEY: "32 bytes in hexadecimal or base64, needed for installing by OAuth",
  SLACK_TEAM_IDS:
    "the ids of workspaces (T…) or organisations (E…), separated by commas, needed for installing by OAuth",
  SLACK_APP_TOKEN: "an app-level token (xapp-…) for Socket Mode",
  SLACK_API_URL: "an http or https URL",
  SLACK_AUTHORIZE_URL: "an http or https URL",
};

const OAUTH = ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_STATE_SECRET", "TOKEN_KEY", "SLACK_TEAM_IDS"];
const OWN = [
  "SLACK_SIGNING_SECRET",
  "SLACK_BOT_TOKEN",
  "SLACK_APP_TOKEN",
  ...OAUTH.filter((key) => key !== "TOKEN_KEY"),
];

/** Keys that lack another, or that another excludes. */
export function wrongSlackKeys(given: Readonly<Record<string, string | undefined>>): string[] {
  const has = (key: string) => given[key] !== undefined;
  if (!OWN.some(has)) return [];
  const missing = [
    ...(has("SLACK_SIGNING_SECRET") ? [] : ["SLACK_SIGNING_SECRET"]),
    ...(OAUTH.some(has) && !has("SLACK_BOT_TOKEN") ? OAUTH.filter((key) => !has(key)) : []),
  ];
  const both = has("SLACK_BOT_TOKEN") && has("SLACK_CLIENT_ID");
  const neither = !has("SLACK_BOT_TOKEN") && !OAUTH.some(has);
  return both || neither ? [...missing, "SLACK_BOT_TOKEN"] : missing;
}

type Values = z.output<z.ZodObject<typeof slackKeys>>;

export function readSlack(values: Values): SlackConfig | undefined {
  const access = accessOf(values);
  if (values.SLACK_SIGNING_SECRET === undefined || access === undefined) return undefined;
  return {
    signingSecret: values.SLACK_SIGNING_SECRET,
    access,
    appToken: values.SLACK_APP_TOKEN,
    apiUrl: values.SLACK_API_URL,
    authorizeUrl: values.SLACK_AUTHORIZE_URL,
  };
}

function accessOf(values: Values): SlackConfig["access"] | undefined {
  if (values.SLACK_BOT_TOKEN !== undefined) return { botToken: values.SLACK_BOT_TOKEN };
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_STATE_SECRET: stateSecret } = values;
  const { TOKEN_KEY: key, SLACK_TEAM_IDS: teamIds } = values;
  if (!clientId || !clientSecret || !stateSecret || !key || !teamIds) return undefined;
  return { clientId, clientSecret, stateSecret, tokenKey: key, teamIds };
}
