import { RECORDING } from "./judge-words.ts";
import { EMPLOYEE_NOUNS, GENERIC_NAME_WORDS, words } from "./lexicon.ts";

/**
 * Words that change nothing about what is told, whatever they stand beside: articles, courtesies, reporting. The lists are
 * closed: a word joins one when sentences that hold it were right, and never one that may deny, hedge, postpone, compare,
 * restrict or add. What is in none is asked about.
 */
const EVERYWHERE = words(`
  a an the this that these those there here it its he she they we i us me my our ours your yours his her their them him himself
  herself themselves myself ourselves yourself
  um umm uh uhm hmm er erm eh
  and of in on at for to from with as so then also too just really very quite well
  is are was were be been being am has have had do did does
  who whom whose which where
  hi hello hey dear regards please pls plz thanks thank thx ty cheers kindly good great morning afternoon evening night fyi btw ok okay yes yep
  yeah yup oh hola gracias favor buenos buenas dias tardes saludos por para en el la los las un una unos unas de del al con que y se mi mis su sus
  nuestro nuestra nuestros nuestras hubo
  fue fueron estuvieron nosotros yo ella ellos
  log logged logging record recorded recording note noted register registered enter entered submit submitted report
  reported reporting track mark marked save add added put registra registrar registre anota anotar anote apunta apuntar agrega agregar
  today date
  count counted employee employees staff people
  person folks team crew group department dept bureau unit division office
  happy glad pleased proud excited everyone everybody all
  bot assistant equity city
  name names list attached below above following follows
  lol haha yay woo hooray congrats kudos
  update quick heads finally successfully
  entry records item
  p.s ps re subject fwd fw
  mr mrs ms dr
  racial statement file policy decision leadership
  weve ive theyve thats im theyre youre lets sorry
  such
`);

/** Where, how long and in what mood a session was held. Of anything else they say when, or for how long. */
const OF_SESSIONS = words(`
  tonight day session sessions training trainings class classes course courses workshop workshops seminar webinar event module program
  programs curso taller clase sesion capacitacion entrenamiento formacion evento
  virtual virtually online zoom teams google webex hybrid remote remotely onsite offsite live room hall building auditorium library cafeteria
  conference downtown upstairs downstairs center centre lobby basement gym station depot yard garage park field
  hour hours hr hrs minute minutes min mins am pm noon
  lunch lunchtime breakfast brunch coffee pizza donuts snacks food meeting huddle standup retreat
  attendance headcount attendees attendee participants participant total
  went smoothly awesome amazing wonderful lovely fantastic excellent super nice fun successful success fabulous terrific
  turnout discussion conversation engaged engaging lively productive useful helpful informative insightful powerful
  rain rainy snow snowy weather hot cold
  facilitator trainer instructor presenter
  sign signed sheet sheets signin
  new mandatory required annual quarterly monthly weekly makeup make-up refresher follow-up kickoff onboarding
  already early late
  showed branch wish loved thru having dated over
`);

/** What may stand right after a count and leaves it a count of people; any other word of sessions is what was counted. */
const AFTER_COUNT = words(`
  virtual virtually online remote remotely onsite offsite live hybrid tonight already early late went showed loved over thru
  having attendance headcount attendees attendee participants participant total downtown upstairs downstairs
  training trainings
`);

/** "eight teams", "7 staff hours": a thing that was counted. */
export const isThing = (norm: string): boolean => OF_SESSIONS.has(norm) && !AFTER_COUNT.has(norm);

/** "for nurses", "our team of inspectors": what those are who are counted. */
const SORTS = new Set([...EMPLOYEE_NOUNS].filter((noun) => noun.endsWith("s")));

/** In a sentence that tells of a session. */
export const isHarmless = (norm: string): boolean =>
  OF_SESSIONS.has(norm) || SORTS.has(norm) || GENERIC_NAME_WORDS.has(norm) || isHarmlessAnywhere(norm);

/** In whatever is asked for or told. */
export const isHarmlessAnywhere = (norm: string): boolean =>
  EVERYWHERE.has(norm) || RECORDING.has(norm) || (GENERIC_NAME_WORDS.has(norm) && !OF_SESSIONS.has(norm));
