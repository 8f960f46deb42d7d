import { ACTIVITY, CAME, type EngagementKind } from "./kind.ts";

export const activity: EngagementKind = {
  value: ACTIVITY,
  label: "Activity",
  plural: "Activities",
  words:
    /\b(?:lunch(?:\s*-\s*|\s+)(?:and|&|n)(?:\s*-\s*|\s+)learns?|brown[- ]bags?|book (?:club|circle)s?|film (?:screening|night)s?|listening (?:session|circle)s?|(?:racial )?equity (?:activity|activities|event|fair|day|week|walk|circle)|community (?:circle|conversation|dialogue)s?|heritage (?:celebration|month|day)s?|potlucks?|speaker series|activity|activities)\b/,
  // Row E5: what comes with the membership of the alliance, and when that has to be renewed.
  types: [{ value: "gare", label: "Government Alliance on Race and Equity", words: /\bgare\b(?! toolkit)/ }],
  shows: ["type", "title", "ledBy", "partner", "languages", ...CAME, "dueOn"],
  needs: [["title"], ["ledBy"]],
  labels: { dueOn: "Membership renewal" },
  figures: ["people", "languages"],
};

/** What was held, or done together. */
export const HELD: readonly EngagementKind[] = [
  {
    value: "discussion",
    label: "Discussion",
    plural: "Discussions",
    words:
      /\bdiscuss(?:ed|ions?)\b.*\b(?:equity|racism|alignment)\b|\btalked\b.*\babout (?:racial )?equity\b|\bequity discussions?\b/,
    shows: ["ledBy", "body", "outcome", "topic"],
    needs: [["ledBy"]],
    labels: { ledBy: "Head", body: "Forum", outcome: "How work and resources are aligned" },
    figures: ["heads"],
  },
  {
    value: "meeting",
    label: "Meeting",
    plural: "Meetings",
    words:
      /\bmet with\b|\b(?:had|held) an? (?:\w+ )?meeting with\b|\b(?:committee|commission|council|board|cabinet|cic) met\b/,
    shows: ["title", "partner", "body", "purpose", "sector", "topic", "outcome", ...CAME, "nextOn"],
    needs: [["partner", "body"]],
    labels: { outcome: "Actions agreed" },
    figures: ["partners", "bodies", "sectors", "classes"],
  },
  {
    value: "outreach",
    label: "Outreach",
    plural: "Outreach",
    words:
      /\b(?:outreach|fix[- ]?it[- ]fairs?|tabling|tabled at|public education|(?:service|delivery|resource) hubs?|recruitment fairs?)\b/,
    types: [
      { value: "hub", label: "Service delivery hub", words: /\bhubs?\b/ },
      { value: "education", label: "Public education", words: /\beducat(?:ion|ed|e)\b|\btabl(?:ing|ed)\b/ },
      { value: "fix-it-fair", label: "Fix-It Fair", words: /\bfix[- ]?it[- ]fairs?\b/ },
      { value: "recruitment", label: "Recruitment for a board or commission", words: /\brecruit(?:ment|ing)\b/ },
    ],
    shows: ["type", "title", "source", "partner", "body", "sector", "languages", ...CAME],
    needs: [["type"], ["title"]],
    labels: { source: "Place", residents: "Residents reached" },
    figures: ["types", "people", "languages", "sectors"],
  },
  {
    value: "opportunity",
    label: "Opportunity",
    plural: "Opportunities",
    words:
      /\b(?:leadership (?:programs?|academ(?:y|ies)|opportunit(?:y|ies)|cohorts?)|fellowships?|career pathways?|community engagement opportunit(?:y|ies))\b/,
    types: [
      { value: "leadership", label: "Leadership", words: /\bleadership\b|\bfellowships?\b|\bcareer\b/ },
      { value: "community", label: "Community engagement", words: /\bcommunity engagement\b/ },
    ],
    shows: ["type", "title", "partner", "opportunities", "seats", ...CAME, "completers"],
    needs: [["type"], ["title"]],
    labels: {
      employees: "Employees who took part",
      contractors: "Contractors who took part",
      residents: "Residents who took part",
    },
    figures: ["opportunities", "completion"],
  },
  {
    value: "assist",
    label: "Assist",
    plural: "Assists",
    words: /\b(?:helped|assisted|advised|guided|technical assistance)\b.*\b(?:statements?|(?:an|is)-\d{4}-\d{4,})\b/,
    shows: ["ledBy", "about", "topic"],
    needs: [["ledBy"], ["about"]],
    labels: { ledBy: "Helper", topic: "What with" },
    figures: ["people"],
  },
  {
    value: "cooperation",
    label: "Cooperation",
    plural: "Cooperation",
    words: /\bcooperat(?:ed|ion)\b|\bcoordinated with\b/,
    shows: ["body", "topic", "outcome"],
    needs: [["body"]],
    figures: ["bodies"],
  },
];
