/** Something the person asked for cannot be done, and the sentence says why and what to do next. */
export class Refusal extends Error {
  readonly field: string | undefined;
  constructor(message: string, field?: string) {
    super(message);
    this.name = "Refusal";
    this.field = field;
  }
}

/** A refusal is an answer; anything else is thrown on. For `catch`. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
}

/** A platform's number of a request, sent again as if it were another person's. */
export class TakenRequest extends Refusal {
  constructor() {
    super("Somebody else has used what you pressed or sent. Nothing was saved for you: please say it again yourself.");
  }
}

/** The person may not have or do it. */
export class Denied extends Refusal {}

/** The database cannot be reached, so nothing was written. Stores throw it; the words are the dispatcher's. */
export class DatabaseDown extends Error {
  override readonly name = "DatabaseDown";
}

/** The connection broke after a write was sent: it may or may not be on record. */
export class OutcomeUnknown extends Error {
  override readonly name = "OutcomeUnknown";
}

/** What was asked for is on record; its cause is what failed after that. */
export class SavedBefore extends Error {
  override readonly name = "SavedBefore";
}

/** What the person quotes when something broke on our side, for example "7F3K". */
export function incidentCode(random: () => number = Math.random): string {
  const letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
  return Array.from({ length: 4 }, () => letters[Math.floor(random() * letters.length)]).join("");
}
