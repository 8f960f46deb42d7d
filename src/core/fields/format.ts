import { choice } from "./choice.ts";

const FORMATS = [
  { value: "csv", label: "CSV", words: /\bcsv\b/ },
  { value: "xlsx", label: "Excel (XLSX)", words: /\b(?:xlsx|excel|spreadsheet)\b/ },
];

/** What kind of file. */
export const format = () => choice({ label: "Format", default: "csv", choices: FORMATS });
/** A file, where one is wanted. */
export const optionalFormat = () => choice({ label: "As a file", optional: true, choices: FORMATS });
