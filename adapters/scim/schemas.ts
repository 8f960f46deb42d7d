import { ENTERPRISE } from "./user.ts";

const not = { supported: false };

/** What this end of SCIM can do (RFC 7643, 5). */
export const SERVICE_PROVIDER = {
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
  patch: { supported: true },
  bulk: { ...not, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: 200 },
  changePassword: not,
  sort: not,
  etag: { supported: true },
  authenticationSchemes: [
    { type: "oauthbearertoken", name: "Bearer token", description: "One of SCIM_TOKENS", primary: true },
  ],
};

export const RESOURCE_TYPES = [
  {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
    id: "User",
    name: "User",
    endpoint: "/Users",
    schema: "urn:ietf:params:scim:schemas:core:2.0:User",
    schemaExtensions: [{ schema: ENTERPRISE, required: false }],
  },
];
