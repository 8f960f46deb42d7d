import type { TeamsSettings } from "../host.ts";
import type { Connector } from "../send/connector.ts";

/** The SDK takes a third of a second to load, so that is left until Teams is really used. */
export async function openConnector(settings: TeamsSettings): Promise<Connector> {
  const { SdkConnector } = await import("./sdk.ts");
  return new SdkConnector(settings);
}
