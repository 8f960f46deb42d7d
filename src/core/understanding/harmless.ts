import { RECORDING } from "./judge-words.ts";
import { EMPLOYEE_NOUNS, GENERIC_NAME_WORDS, words } from "./lexicon.ts";

/**
 * Words that change nothing about what is told, whatever they stand beside: articles, courtesies, where and in what mood
 * something was held. The list is closed: a word joins it when sentences that hold it were right, and never one that may
 * deny, hedge, postpone, compare, restrict or add. What is not in it is asked about.
 */
const HARMLESS = words(`
  a an the this that these those there here it its he she they we i us me my our ours your yours his her their them him himself
  herself themselves myself ourselves yourself
  and of in on at for to from with as so then also too just really very quite well
  is are was were be been being am has have had do did does
  who whom whose which where
  hi hello hey dear regards please pls plz thanks thank thx ty cheers kindly good great morning afternoon evening night fyi btw ok okay yes yep
  yeah yup oh hola gracias favor buenos buenas dias tardes saludos por para en el la los las un una unos unas de del al con que y se mi mis su sus
  nuestro nuestra nuestros nuestras hubo
  fue fueron estuvieron nosotros yo ella ellos
  log logged logging record recorded recording note noted register registered enter entered submit submitted report
  reported reporting track mark marked save add added put registra registrar registre anota anotar anote apunta apuntar agrega agregar
  today tonight day date
  session sessions training trainings class classes course courses workshop workshops seminar webinar event module program
  programs event curso taller clase sesion capacitacion entrenamiento formacion evento
  virtual virtually online zoom teams google webex hybrid remote remotely onsite offsite live person room hall building auditorium library cafeteria
  conference downtown upstairs downstairs office center centre lobby basement gym station depot yard garage park field
  hour hours hr hrs minute minutes min mins am pm noon
  lunch lunchtime breakfast brunch coffee pizza donuts snacks food meeting huddle standup retreat
  attendance headcount attendees attendee participants participant total count counted employee employees staff contractor contractors people
  person folks team crew group department dept bureau unit division
  went smoothly awesome amazing wonderful lovely fantastic excellent super nice fun successful success happy glad proud
  excited fabulous terrific everyone everybody all
  turnout discussion conversation engaged engaging lively productive useful helpful informative insightful powerful
  rain rainy snow snowy weather hot cold
  facilitator trainer instructor presenter
  sign signed sheet sheets signin list names name attached below above following follows
  bot assistant equity city
  lol haha yay woo hooray congrats kudos
  new mandatory required annual quarterly monthly weekly makeup make-up refresher follow-up kickoff onboarding
  update quick heads
  finally already successfully
  entry record records item
  p.s ps re subject fwd fw
  mr mrs ms dr
  afternoon early late
  racial statement file policy decision leadership
  weve ive theyve thats im theyre youre lets sorry
  showed board
  such members branch wish well loved thru having dated over
`);
/** "for nurses", "our team of inspectors": what those are who are counted. */
const SORTS = new Set([...EMPLOYEE_NOUNS].filter((noun) => noun.endsWith("s")));

export const isHarmless = (norm: string): boolean =>
  HARMLESS.has(norm) || SORTS.has(norm) || GENERIC_NAME_WORDS.has(norm) || RECORDING.has(norm);
