/** What is answered instead, in the protocol's own words. */
export class ScimError extends Error {
  override readonly name = "ScimError";
  readonly status: 400 | 404 | 409 | 412 | 413 | 501;
  readonly scimType: string | undefined;
  constructor(status: ScimError["status"], message: string, scimType?: string) {
    super(message);
    this.status = status;
    this.scimType = scimType;
  }
}
