import type { Temporal } from "temporal-polyfill";
import type { WorkCalendar } from "../calendar/business-days.ts";
import type { Decided, Upcoming } from "../deliveries/occasions.ts";
import type { PlaceInfo } from "../places/places.ts";
import type { Form, Input, RawValues, Reply } from "../reply/reply.ts";
import type { Role, Scope } from "../request/actor.ts";
import type { Place } from "../request/request.ts";
import type { Write } from "../request/write.ts";
import type { Context, Fields, ValuesOf } from "./field.ts";
import type { Stores } from "./stores.ts";

/** What a command's `execute` may use besides its values. */
export interface Env extends Context {
  instant: Temporal.Instant;
  /** Where it was said. */
  place: Place;
  /** What the platform says about a channel; undefined where it does not know it. */
  describePlace(place: Place): Promise<PlaceInfo | undefined>;
  /** The messages the clock would send next. */
  upcoming(): Promise<Upcoming[]>;
  /** A department's nudge of this quarter as it would go out now, and to whom, in words. */
  nudgeOf(department: string): Promise<{ decided: Decided; to: string }>;
  /** Where the pages are: "https://equity.city.gov"; undefined where they are off. */
  pages(): string | undefined;
  /** How people sign in there: by a link that comes into their own chat, or with the account the city gave them. */
  signIn: "by link" | "with account";
  stores: Stores;
  commands: readonly Command[];
  /** The days on which this city works. */
  workCalendar(): Promise<WorkCalendar>;
  /** Who writes, for which request: every store's write takes it. */
  write: Write;
  /** Questions this request has already answered with yes. */
  confirmed: readonly string[];
}

/** A question to ask before a command runs: large counts, another session. `id` comes back in `confirmed`. */
export interface Confirmation {
  id: string;
  question: string;
  yes: string;
}

/** How a command's words are recognised when a person did not type its name. */
export interface Cues {
  /** Each pattern that matches the lower-case sentence adds its weight. */
  patterns: readonly (readonly [RegExp, number])[];
  /**
   * What the sentence must tell: `past` (it happened: negations, plans and questions record nothing),
   * `wish` (it is asked for now: negations and questions do nothing), `deed` (done or asked for now: what is still to come
   * does nothing either), `question` (anything goes; nothing is written).
   */
  tells: "past" | "wish" | "deed" | "question";
  /** What it tells of, where that is not attendance: people met, asked, heard. */
  of?: "contact";
  /** Its own noun in the first place: an entry is made, it is not talked about. */
  named?: RegExp;
}

/** At least one of these fields is needed. */
export interface Need<Name extends string = string> {
  names: readonly Name[];
  because: string;
}

export interface CommandSpec<F extends Fields> {
  /** Noun, then verb: "training log". */
  name: string;
  summary: string;
  /** Who may use it at all; what they may touch with it is `scope`. */
  roles: readonly Role[];
  fields: F;
  /** At least one field of each group is needed. */
  anyOf?: readonly Need<keyof F & string>[];
  /** What is needed besides, where that depends on what was said. */
  needs?(values: Partial<ValuesOf<F>>): readonly Need<keyof F & string>[];
  /** Its form's inputs, where what is asked depends on what is in them. */
  shape?(inputs: readonly Input[]): readonly Input[];
  cues?: Cues;
  /** The command a bare root means: `/training …` is `training log`. */
  rootDefault?: boolean;
  /** It answers and changes nothing on record: a suggestion of it runs when it is pressed. */
  reads?: boolean;
  /** Understood after every slash command, too: it speaks of what was said before. */
  everywhere?: true;
  /** Not listed in help or completion: only buttons and forms lead to it. */
  internal?: boolean;
  /** Gives rights or ends something: done at once only as a plain wish with people named exactly; anything else is shown first. */
  grave?: true;
  /** What is only begun on a page: who pressed it there confirms it in their own chat, since a browser may be left open. */
  inChat?(values: ValuesOf<F>, env: Pick<Env, "confirmed">): boolean;
  /** Asked about whatever was not used, though it only reads: a file travels without the words around it. */
  exact?: true;
  examples: readonly string[];
  scope(values: ValuesOf<F>, env: Env): Scope | Promise<Scope>;
  /** Questions and refusals that need all values together. Throws `Refusal` with a field name to ask again. */
  review?(values: ValuesOf<F>, context: Context): Confirmation[];
  /** A form of its own where the fields alone do not say it. */
  form?(raw: RawValues, env: Env): Promise<Form>;
  execute(values: ValuesOf<F>, env: Env): Promise<Reply>;
}

/** A command as the registry, the dispatcher and the documentation see it. */
export interface Command
  extends Omit<CommandSpec<Fields>, "scope" | "review" | "execute" | "anyOf" | "needs" | "inChat"> {
  /** Whether it changes the record. */
  writes: boolean;
  anyOf: readonly Need[];
  needs(values: Record<string, unknown>): readonly Need[];
  scope(values: Record<string, unknown>, env: Env): Scope | Promise<Scope>;
  review(values: Record<string, unknown>, context: Context): Confirmation[];
  inChat(values: Record<string, unknown>, env: Pick<Env, "confirmed">): boolean;
  execute(values: Record<string, unknown>, env: Env): Promise<Reply>;
}

/** Declares a command once; everything else about it is derived. */
export function defineCommand<const F extends Fields>(spec: CommandSpec<F>): Command {
  const values = (raw: Record<string, unknown>) => raw as ValuesOf<F>;
  return {
    ...spec,
    // An auditor changes nothing, so what an auditor may use does not.
    writes: !(spec.reads ?? spec.roles.includes("auditor")),
    anyOf: spec.anyOf ?? [],
    needs: (raw) => [...(spec.anyOf ?? []), ...(spec.needs?.(raw as Partial<ValuesOf<F>>) ?? [])],
    scope: (raw, env) => spec.scope(values(raw), env),
    review: (raw, context) => spec.review?.(values(raw), context) ?? [],
    inChat: (raw, env) => spec.inChat?.(values(raw), env) ?? false,
    execute: (raw, env) => spec.execute(values(raw), env),
  };
}
