import { expect, test } from "vitest";
import { plainWords } from "../../../adapters/slack/render/words.ts";

test.each([
  ["an emoji's code is no word", "12 people took it :tada: :+1::skin-tone-3: today", "12 people took it today"],
  ["a number of an emoji is none", "12 :100: people", "12 people"],
  ["a time is no emoji", "from 10:30:45 to 11:00", "from 10:30:45 to 11:00"],
  ["emoji alone stay a nod", ":thumbsup:", ":thumbsup:"],
  [
    "marks around words are looks",
    "*12 people* took _Anti-Racism 101_ ~today~ `yesterday`",
    "12 people took Anti-Racism 101 today yesterday",
  ],
  ["one mark in another", "*_both_*", "both"],
  ["marks that stand alone are what was typed", "2 * 3 and snake_case_name and ~5", "2 * 3 and snake_case_name and ~5"],
  ["a quoted line is its words", "&gt; 12 people", "12 people"],
  [
    "a link keeps its address",
    "see <https://city.example/a_b_c|the notice>",
    "see the notice (https://city.example/a_b_c)",
  ],
  ["an address that shows itself is said once", "see <http://city.example|city.example>", "see city.example"],
  ["a bare link is its address", "<https://city.example/_x_>", "https://city.example/_x_"],
  ["an e-mail address is itself", "<mailto:ana@city.example|ana@city.example>", "ana@city.example"],
  ["somebody mentioned stays somebody", "*<@U123>* and <@UBOT>", "<@U123> and"],
])("%s", (_name, raw, plain) => expect(plainWords(raw, "UBOT")).toBe(plain));
