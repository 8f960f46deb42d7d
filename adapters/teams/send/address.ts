import type { TeamsSettings } from "../host.ts";

/** Whether an address is one of Teams' own: an exact host, over https unless it is this machine. */
export function isServiceUrl(address: string, { serviceHosts }: Pick<TeamsSettings, "serviceHosts">): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, hostname, username, password } = new URL(address);
  if (username !== "" || password !== "") return false;
  if (protocol !== "https:" && !(protocol === "http:" && isLoopback(hostname))) return false;
  return serviceHosts.includes(host);
}

const isLoopback = (hostname: string) =>
  hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);

/** Where Teams is reached when nobody has written yet. */
export function standardServiceUrl({ serviceHosts }: Pick<TeamsSettings, "serviceHosts">): string {
  const [host = ""] = serviceHosts;
  const { hostname } = new URL(`http://${host}`);
  return `${isLoopback(hostname) ? "http" : "https"}://${host}/teams/`;
}
