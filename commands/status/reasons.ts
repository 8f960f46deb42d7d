// Why a message did not go out, as platforms say it in codes, for the officer. What is not here is shown as it came.

const WORDS: Record<string, string> = {
  not_installed: "the app is not installed there",
  app_uninstalled: "the app was removed from the workspace",
  token_revoked: "its token was revoked, or the app was removed",
  token_expired: "its token has expired",
  invalid_auth: "its token is not accepted",
  not_authed: "its token is not accepted",
  account_inactive: "the app, or its account, was switched off",
  is_archived: "the channel is archived",
  channel_not_found: "there is no such channel, or the app was not invited to it",
  shared_channel: "people of another organisation see the channel by now: bind another one",
  not_in_channel: "the app was removed from the channel",
  directory_unread: "the directory of people is still being read, or does not answer",
  user_not_found: "nobody with that address is known there",
  user_disabled: "their account was switched off",
  message_not_found: "somebody deleted it; Retry puts it up anew",
  cant_update_message: "it cannot be edited any more; Retry puts it up anew",
  edit_window_closed: "it cannot be edited any more; Retry puts it up anew",
  invalid_client: "Microsoft does not accept its client secret, which may have ended",
  unauthorized_client: "Microsoft does not know the app in this tenant",
  Unauthorized: "Teams does not accept the app: is it still registered?",
  BotNotInConversationRoster: "the app is not installed for them in Teams, or was removed there",
  ForbiddenOperationException: "the tenant does not let the app write to them in Teams: a policy may block it",
  BotDisabledByAdmin: "an administrator blocked the app in Teams",
  BotDisabledByUser: "they blocked the app in Teams",
  ConversationBlockedByUser: "they blocked the app in Teams",
  MessageWritesBlocked: "they blocked the app in Teams, or may not be written to",
  ConversationNotFound: "there is no such chat or channel in Teams any more",
  UserNotFound: "nobody with that account is in the tenant",
  ratelimited: "the platform asked us to wait",
};

/** "missing_scope: files:write" is "an administrator must give the app the scope files:write". */
export function reasonWords(reason: string): string {
  const scope = /missing_scope: (\S+)$/.exec(reason)?.[1];
  const part = reason.startsWith("arrived in part: ") ? "it arrived in part: " : "";
  const code = reason.slice(part === "" ? 0 : "arrived in part: ".length);
  if (scope !== undefined) return `${part}an administrator must give the app the scope ${scope}`;
  return `${part}${WORDS[code] ?? code}`;
}
