/** Nouns with a slash command of their own; `/equity` is for everything. `/status` belongs to Slack. */
export const SLASH_NOUNS = ["training", "ambassador", "analysis"] as const;

export const hasSlash = (noun: string): boolean => (SLASH_NOUNS as readonly string[]).includes(noun);
