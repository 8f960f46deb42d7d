import type { ClosureStore } from "../calendar/closures.ts";
import type { CatalogStore } from "../catalog/store.ts";
import type { DeliveryStore } from "../deliveries/deliveries.ts";
import type { AnswerStore, DraftStore, InstallationStore, ReferenceStore } from "../deliveries/kept.ts";
import type { OccasionStore } from "../deliveries/occasions.ts";
import type { DutyStore } from "../people/duties.ts";
import type { StaffStore } from "../people/staff.ts";
import type { PeopleStore } from "../people/store.ts";
import type { WebStore } from "../people/web.ts";
import type { DeploymentStore } from "../places/deployment.ts";
import type { PlaceStore, RecipientStore } from "../places/places.ts";
import type { AuditStore } from "../records/audit.ts";
import type { LastEntryStore } from "../request/last-entry.ts";

/**
 * Where commands read and write. The core states its own; what a city keeps is stated by its noun in `src/domain`, which adds
 * itself here (`declare module`), so that no list of nouns stands in the core.
 */
export interface Stores {
  people: PeopleStore;
  staff: StaffStore;
  duties: DutyStore;
  catalog: CatalogStore;
  closures: ClosureStore;
  places: PlaceStore;
  recipients: RecipientStore;
  occasions: OccasionStore;
  deliveries: DeliveryStore;
  answers: AnswerStore;
  drafts: DraftStore;
  installations: InstallationStore;
  references: ReferenceStore;
  audit: AuditStore;
  lastEntry: LastEntryStore;
  deployment: DeploymentStore;
  web: WebStore;
}
