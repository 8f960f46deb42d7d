/** Words the understanding knows, English first, everyday Spanish beside it. Lower case, no accents, no apostrophes. */
export const words = (list: string): Set<string> => new Set(list.trim().split(/\s+/));

/** Words around a name that are not part of it: "Department of Public Works". */
export const GENERIC_NAME_WORDS = words(
  "department dept of the office bureau division a an for training trainings course class workshop session seminar departamento de la el los las del",
);

/** Too common in this field to identify a course or a department by themselves. */
export const COMMON_WORDS = words(`
  equity racial race people city public service services new all staff management manager managers leadership leaders
  employee employees contractor contractors basics basic intro introduction fundamentals foundations essentials refresher
  part level module series safety team and in on at to by with from as us our my me it its is was program programs
  equal opportunity community action plan policy development planning culture work works working human resources
  for best practices practice toward towards building
  general administration support today class classes session sessions`);

export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    zero: 0,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    thirteen: 13,
    fourteen: 14,
    fifteen: 15,
    sixteen: 16,
    seventeen: 17,
    eighteen: 18,
    nineteen: 19,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fourty: 40,
    fifty: 50,
    sixty: 60,
    seventy: 70,
    eighty: 80,
    ninety: 90,
    dos: 2,
    tres: 3,
    cuatro: 4,
    cinco: 5,
    seis: 6,
    siete: 7,
    ocho: 8,
    nueve: 9,
    diez: 10,
    once: 11,
    doce: 12,
    trece: 13,
    catorce: 14,
    quince: 15,
    dieciseis: 16,
    diecisiete: 17,
    dieciocho: 18,
    diecinueve: 19,
    veinte: 20,
    treinta: 30,
  }),
);

/** Who is counted. "People" without a word for contractors are employees (contract.md). */
export const PEOPLE_NOUNS = words(`
  people person persons ppl peeps folks folk attendees attendee participants participant learners individuals souls heads total
  attended persona personas asistentes participantes gente us them pax members trainees guys team group crew`);
export const EMPLOYEE_NOUNS = words(`
  employees employee staff staffs staffers staffer workers worker managers manager supervisors supervisor leaders leader directors
  director officers firefighters librarians inspectors engineers clerks technicians operators drivers nurses planners analysts
  interns admins assistants foremen dispatchers custodians custodian mechanics specialists coordinators aides rangers guards emps emp ees personnel empleados empleado empleadas trabajadores trabajador supervisores
  gerentes`);
export const CONTRACTOR_NOUNS = words(
  "contractors contractor consultants consultant subcontractors subcontractor subs vendors vendor ctrs contratistas contratista",
);
/** Those who come on top of whoever is named: "me and two colleagues" are three. */
export const OTHER_NOUNS = words(
  "others other more additional another otros otras mas colleagues colleague coworkers coworker teammates teammate companeros",
);

/** Words that may stand between a number and its noun: "12 of our new city employees". */
export const COUNT_ADJECTIVES = words(`
  of my our the these those new senior junior city other more additional different full time part frontline front line field
  wonderful amazing great good lovely department dept office unit total confirmed in all registered public de mis nuestros
  bureau crew team staff contract contracted single permanent regular management civilian`);

export const WEEKDAYS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    monday: 1,
    mon: 1,
    lunes: 1,
    tuesday: 2,
    tues: 2,
    tue: 2,
    martes: 2,
    wednesday: 3,
    wed: 3,
    weds: 3,
    miercoles: 3,
    thursday: 4,
    thurs: 4,
    thur: 4,
    thu: 4,
    jueves: 4,
    friday: 5,
    fri: 5,
    viernes: 5,
    saturday: 6,
    sat: 6,
    sabado: 6,
    sunday: 7,
    sun: 7,
    domingo: 7,
  }),
);

export const SPANISH_MONTHS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    enero: "january",
    febrero: "february",
    marzo: "march",
    abril: "april",
    mayo: "may",
    junio: "june",
    julio: "july",
    agosto: "august",
    septiembre: "september",
    octubre: "october",
    noviembre: "november",
    diciembre: "december",
  }),
);

const ENGLISH_MONTHS = words(`
  january jan february feb march mar april apr may june jun july jul august aug september sept sep october oct november nov
  december dec`);

export const MONTHS = new Set([...ENGLISH_MONTHS, ...SPANISH_MONTHS.keys()]);

const alternatives = (list: Iterable<string>) => [...list].sort((a, b) => b.length - a.length).join("|");

/** Every month, for regular expressions; the longest first. */
export const MONTH_NAMES = alternatives(MONTHS);

/** Nouns after which a number counts people and is no day of a month. */
export const COUNTED = alternatives(
  [...PEOPLE_NOUNS, ...EMPLOYEE_NOUNS, ...CONTRACTOR_NOUNS].filter(
    (noun) => !/^(?:team|teams|group|crew|crews|total|attended|us|them|heads|souls)$/.test(noun),
  ),
);

/** Words of dates: an unread one beside a read date means that the date was not wholly understood. */
export const DATE_WORDS = new Set([
  ...WEEKDAYS.keys(),
  ...MONTHS,
  ...words(`last next previous past before after ago week weeks weekend month months year years quarter days day early late
  mid end beginning start or to through thru until till between since every each pasado pasada semana mes dia dias ayer hoy
  tomorrow manana proximo proxima`),
]);
