import type { Stores } from "../../src/core/command/stores.ts";
import type { Database } from "../database.ts";
import { ambassadorStore } from "./ambassadors.ts";
import { analysisStore } from "./analyses/index.ts";
import { auditStore } from "./audit.ts";
import { boardStore } from "./boards.ts";
import { catalogStore } from "./catalog.ts";
import { changeStore } from "./changes.ts";
import { closingStore } from "./closing.ts";
import { closureStore } from "./closures.ts";
import { answerStore } from "./deliveries/answers.ts";
import { deliveryStore } from "./deliveries/index.ts";
import { deploymentStore } from "./deployment.ts";
import { draftStore } from "./drafts.ts";
import { dutyStore } from "./duties.ts";
import { engagementStore } from "./engagements/index.ts";
import { factsStore } from "./facts/index.ts";
import { leaveStore } from "./held-leaves.ts";
import { holdStores } from "./holds.ts";
import { importStore } from "./imports.ts";
import { installationStore } from "./installations.ts";
import { lastEntryStore } from "./last-entry.ts";
import { measureStore } from "./measures/index.ts";
import { nudgeStore } from "./nudges.ts";
import { occasionStore } from "./occasions.ts";
import { officerTermStore } from "./officer-terms.ts";
import { paperWordsStore } from "./paper-words.ts";
import { paperStepStore, paperStore } from "./papers.ts";
import { partnerStore } from "./partners.ts";
import { peopleStore } from "./people.ts";
import { placeStore, recipientStore } from "./places.ts";
import { planProgressStore } from "./plan-progress.ts";
import { postStore } from "./posts.ts";
import { recommendationStore } from "./recommendations.ts";
import { referenceStore } from "./references.ts";
import { rosterStore } from "./roster.ts";
import { scimStore } from "./scim.ts";
import { staffStore } from "./staff.ts";
import { statementStore } from "./statements.ts";
import { trainingStore } from "./training/index.ts";
import { visionStore } from "./visions.ts";
import { webStore } from "./web.ts";

/** What a city's files and its directory bring in. */
const fileStores = (database: Database) => ({
  imports: importStore(database),
  leaves: leaveStore(database),
  scim: scimStore(database),
});

/** Who sits where besides the leadership teams. */
const officeStores = (database: Database) => ({
  posts: postStore(database),
  boards: boardStore(database),
  officerTerms: officerTermStore(database),
});

export function createStores(database: Database): Stores {
  return {
    people: peopleStore(database),
    catalog: catalogStore(database),
    training: trainingStore(database),
    ambassadors: ambassadorStore(database),
    analyses: analysisStore(database),
    engagements: engagementStore(database),
    partners: partnerStore(database),
    measures: measureStore(database),
    closing: closingStore(database),
    closures: closureStore(database),
    places: placeStore(database),
    recipients: recipientStore(database),
    nudges: nudgeStore(database),
    occasions: occasionStore(database),
    facts: factsStore(database),
    ...holdStores(database),
    ...fileStores(database),
    roster: rosterStore(database),
    ...officeStores(database),
    audit: auditStore(database),
    lastEntry: lastEntryStore(database),
    duties: dutyStore(database),
    changes: changeStore(database),
    statements: statementStore(database),
    recommendations: recommendationStore(database),
    visions: visionStore(database),
    progress: planProgressStore(database),
    staff: staffStore(database),
    deliveries: deliveryStore(database),
    answers: answerStore(database),
    papers: paperStore(database),
    paperSteps: paperStepStore(database),
    paperWords: paperWordsStore(database),
    drafts: draftStore(database),
    installations: installationStore(database),
    references: referenceStore(database),
    deployment: deploymentStore(database),
    web: webStore(database),
  };
}
