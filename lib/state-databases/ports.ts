import type { AccessControl } from "./access-control/port";
import type { AddressRegister } from "./address-register/port";
import type { CivilStatus } from "./civil-status/port";
import type { DigitalId } from "./digital-id/port";
import type { Documents } from "./documents/port";
import type { Individuals } from "./individuals/port";
import type { KinshipMart } from "./kinship-mart/port";
import type { LegalEntities } from "./legal-entities/port";
import type { Messages } from "./messages/port";
import type { MobileCitizens } from "./mobile-citizens/port";
import type { PhotoExaminer } from "./photo-examiner/port";
import type { Payments } from "./payments/port";
import type { RealEstate } from "./real-estate/port";
import type { Schools } from "./schools/port";
import type { SocialProtection } from "./social-protection/port";
import type { SocialStatuses } from "./social-status/port";
import type { Universities } from "./universities/port";

/** Every state database the portal can ask, by the name of its folder. */
export interface Ports {
  "access-control": AccessControl;
  individuals: Individuals;
  "mobile-citizens": MobileCitizens;
  "digital-id": DigitalId;
  "civil-status": CivilStatus;
  "kinship-mart": KinshipMart;
  schools: Schools;
  universities: Universities;
  documents: Documents;
  "social-status": SocialStatuses;
  "real-estate": RealEstate;
  "address-register": AddressRegister;
  "legal-entities": LegalEntities;
  "social-protection": SocialProtection;
  payments: Payments;
  messages: Messages;
  "photo-examiner": PhotoExaminer;
}
export type DatabaseName = keyof Ports;
