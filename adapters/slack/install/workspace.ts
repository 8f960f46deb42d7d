/** One installation: a workspace, or with Enterprise Grid a whole organisation. */
export interface Workspace {
  /** The organisation's id where there is one, else the workspace's: user ids are unique within it. */
  tenant: string;
  /** Undefined when the whole organisation installed it. */
  teamId: string | undefined;
  enterpriseId: string | undefined;
  token: string;
  botUserId: string | undefined;
  botId: string | undefined;
}

/** The workspace a payload is about, as the payload says it. */
export interface Source {
  teamId: string | undefined;
  enterpriseId: string | undefined;
}
