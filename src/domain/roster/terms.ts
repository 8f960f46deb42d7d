import type { Stores } from "../../core/command/stores.ts";
import type { IsoDate } from "../../core/places/city.ts";
import type { Board, Post } from "./posts.ts";

/** A seat that somebody has to be found for: of a committee, of the citywide team, of a board (rows A10, A13, A14). */
export interface Term {
  /** RO-2026-0003. */
  record: string;
  body: string;
  /** Who sits there, where it is on record. */
  holder: string | undefined;
  endsOn: IsoDate;
}

/** Every term that is on record to end on or after a day. */
export async function termsFrom(day: IsoDate, { posts, boards }: Pick<Stores, "posts" | "boards">): Promise<Term[]> {
  const [committees, team, seated] = await Promise.all([
    posts.held("committee", day),
    posts.held("cet", day),
    boards.current(day),
  ]);
  const all = [...[...committees, ...team].flatMap(ofPost), ...seated.flatMap(ofBoard)];
  return all.filter(({ endsOn }) => endsOn >= day);
}

const ofPost = ({ id, body, kind, person, member, termEnd }: Post): Term[] =>
  termEnd === undefined
    ? []
    : [
        {
          record: id,
          body: kind === "cet" ? `Citywide equity team, ${body}` : body,
          holder: person?.name ?? member,
          endsOn: termEnd,
        },
      ];

const ofBoard = ({ id, name, termEnds }: Board): Term[] =>
  termEnds.map((endsOn) => ({ record: id, body: name, holder: undefined, endsOn }));
