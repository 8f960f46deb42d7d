/** Ids as one parameter, cast where it is used: the drivers serialise arrays differently. */
export const idList = (ids: readonly number[]): string => `{${ids.join(",")}}`;
