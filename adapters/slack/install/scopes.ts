/** What the app may do in Slack, and what for: docs/slack.md prints this. */
export const SCOPES = {
  commands: "slash commands and shortcuts",
  "chat:write": "answers, nudges and reminders",
  "im:write": "opening a direct message to tell one person something",
  "im:history": "reading what is written to the assistant in a direct message",
  "app_mentions:read": "reading messages that mention the assistant",
  "channels:read": "knowing whether a public channel is shared with other organisations before it is bound",
  "groups:read": "the same for private channels it was invited to",
  "channels:history": "looking whether a message of its own arrived after Slack broke off; never reading others'",
  "groups:history": "the same in private channels it was invited to",
  "users:read": "telling members from guests, strangers and bots",
  "users:read.email": "linking a member to the person on record, once",
  "files:read": "reading a sign-in sheet that somebody drops into a form; never other files",
  "files:write": "sending tables, reports and charts as files",
} as const;

export const BOT_SCOPES = Object.keys(SCOPES) as (keyof typeof SCOPES)[];

export const EVENTS = [
  "app_home_opened",
  "app_mention",
  "message.im",
  "member_joined_channel",
  "user_change",
  "team_join",
  "app_uninstalled",
  "tokens_revoked",
] as const;
