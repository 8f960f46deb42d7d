/** What Teams takes. */
export const LIMITS = {
  /** Bytes of a message, its cards included. Teams takes 28 KB with all that goes around it. */
  message: 27 * 1024,
  /** Bytes of that: who sends it, where it goes. */
  envelope: 1024,
  /** Bytes of one line of text; a longer one goes on in the next. */
  line: 4_000,
  facts: 25,
  fact: 2_000,
  tableColumns: 10,
  /** Bytes of one table; a longer one goes on in the next message. */
  table: 20_000,
  /** Buttons in a row; what is beyond is hidden behind dots. */
  actions: 6,
  buttonLabel: 60,
  /** Characters that a button or a form carries; more is kept in a draft. */
  carried: 1_500,
  /** Bytes of what a notification says, and of what a client says that knows no cards. */
  summary: 500,
  fallback: 2_000,
  /** Bytes of a list to choose from; a longer one is typed instead. */
  options: 10_000,
  inputLabel: 500,
  dialogTitle: 60,
  commands: 12,
} as const;
