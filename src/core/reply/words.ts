const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** "three", and "14" from eleven on. */
export const numberWord = (count: number): string => NUMBERS[count] ?? String(count);

export const capital = (words: string): string => `${words[0]?.toUpperCase() ?? ""}${words.slice(1)}`;

/** "1 department", "3 departments". */
export const howMany = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
