import {
  COMMON_WORDS,
  CONTRACTOR_NOUNS,
  COUNT_ADJECTIVES,
  DATE_WORDS,
  EMPLOYEE_NOUNS,
  GENERIC_NAME_WORDS,
  NUMBER_WORDS,
  OTHER_NOUNS,
  PEOPLE_NOUNS,
  words,
} from "./lexicon.ts";

/** Never a name, a course or a department: what remains of a sentence beyond these is worth a second look. */
export const NOISE = new Set([
  ...COMMON_WORDS,
  ...GENERIC_NAME_WORDS,
  ...NUMBER_WORDS.keys(),
  ...PEOPLE_NOUNS,
  ...EMPLOYEE_NOUNS,
  ...CONTRACTOR_NOUNS,
  ...OTHER_NOUNS,
  ...COUNT_ADJECTIVES,
  ...DATE_WORDS,
  ...words(`
  i we you they he she myself ourselves everyone everybody anyone both each some several few many most any that this these those there here
  hi hello hey dear please pls plz thanks thank thx ty cheers kindly good great awesome morning afternoon evening night noon
  fyi btw ok okay yes yep yeah also just so then well um uh hmm oh re hola gracias favor por que y con una un unos unas en
  took take taken taking attended attend attending completed complete completing finished finish finishing did done doing do
  had have has having went go going gone got get getting sat joined join joining participated participate passed held hold
  ran run running hosted host delivered deliver led gave given wrapped wrap trained train learned through thru were was be been being are
  is am up over into about around roughly approximately approx exactly only nearly almost least than total including included
  incl include includes plus minus whom which who were out off not no none because since when while where what why how
  log logged logging record recorded recording add added adding put enter entered entering register registered note noted
  submit submitted report reporting track mark marked save update can could would like want need to let lets us me my mine
  your their his her its our ours as at by for from in of on onto per via with within without if or nor but yet
  virtual virtually online person zoom webinar hybrid remote remotely onsite site room hall building floor center centre
  auditorium library conference hour hours hr hrs minute minutes min mins half full day days am pm time times today tonight
  yesterday session sessions training trainings class classes course courses workshop workshops seminar event module
  lunch learn meeting group attendance headcount roster sheet list names name everyone whole entire rest remainder count
  one ones first second third this last next same another again finally already successfully really very much recently
  tomaron tomo tome tomamos asistieron asistio asistimos completaron completo completamos hicieron hizo hicimos
  participaron participo entrenamiento capacitacion curso taller clase sesion del al registrar registra anotar
  fue fueron estuvieron nosotros yo ella ellos department dept dpt office unit division bureau team teams crew crews
  session organized facilitated presented taught instructor facilitator trainer mandatory required annual quarterly
  city citywide all hands together jointly between among across dont doesnt isnt well weve ive im theyve
  ambassador ambassadors lead leads leader senior role everyones whos thats heres theres itll youre employees contractors staff who whose`),
]);

/** Says nothing by itself: what may stand around the words a command is given. */
export const FILLER = words(`
  please pls plz thanks thank thx you me my i we us a an the of on in for to with about and or is are do does did can could
  would will how what which who use there this that it work works working need some get have help explain show tell give
  command commands know out here up everyone else anything something im lost confused stuck now today hi hey hello ok okay ayuda por favor just so really much very`);

/** English words that are names, too: they name somebody only with a capital letter or beside another name. */
export const NAMES_THAT_ARE_WORDS = words(`
  will mark may april june grace rose bill art grant page lane hall park parks young long best day price case law hope joy
  dean chase summer august an my so do in church fields police green brown white black gray major rich frank`);

/** Everyday talk around an entry, in lower case: it changes nothing about who attended what, and when. */
const CHATTER = words(`
  sorry such dock academy seasonal late lol haha yay woo hoo wow congrats happy glad proud excited nice super lovely wonderful fantastic successful success
  busy quick update heads reminder wanted letting know knows push goal goals part effort required ongoing big small huge large
  room rooms downtown upstairs downstairs parking broadway street avenue garage yard depot field zoom webex webinar teams google
  meet call slack email emailed attached attachment photo photos pic pics link sheet sheets sign signed signin signup spreadsheet
  morning lunch lunchtime noon break breakfast snacks coffee pizza food weather rain snow wait actually correction oops typo nope
  joke labor memorial veterans holiday forgot forget mention mentioned said says say told tell asked thought think believe guess hope hoping looks look like feel
  went well smoothly great turnout response engaged engagement discussion questions answers feedback materials handouts slides
  shift shifts crew early later after before during while back front main east west north south side annual monthly weekly
  quarterly mandatory makeup make-up extra special kickoff final finals round series follow followup refresher version live
  recorded video elearning self paced module modules quiz test exam certificate certificates certified credit credits
  new hire hires onboarding orientation retreat offsite huddle standup safety toolbox tailgate talk roll rollcall muster
  supervisor boss chief captain lieutenant sergeant officer director deputy assistant admin secretary branch floor
  please log dept department thank appreciate appreciated help helping bot assistant hey team everybody per asap yep yup
  show showed shown shows up signed person people seats present counted counting total totals overall altogether combined
  today tonight moved switched changed instead originally scheduled planned place took happen happened happening
  each single couple pair bit backlog pooled mixed combined joint mind back behind finally here around group groups half whole most some bunch
  tuvo tuvimos para con los las sus este esta hoy ayer buenos dias buenas tardes saludos personal`);

/** Neither a name nor anything else that ought to be understood. */
export const isEveryday = ({ norm }: { norm: string }): boolean => NOISE.has(norm) || CHATTER.has(norm);

/** A word that ought to be somebody, something or somewhere. */
export const isStrange = ({ kind, norm }: { kind: string; norm: string }): boolean =>
  kind === "word" && /^\p{L}{3,}$/u.test(norm) && !isEveryday({ norm });
