import { choice } from "./choice.ts";

export const SHEET_FORMATS = [
  { value: "csv", label: "CSV", words: /\bcsv\b/ },
  { value: "xlsx", label: "Excel (XLSX)", words: /\b(?:xlsx|excel|spreadsheet)\b/ },
];

/** What kind of file. */
export const format = () => choice({ label: "Format", default: "csv", choices: SHEET_FORMATS });
