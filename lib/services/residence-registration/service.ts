import { declareRegistration } from "@/lib/residence/declare";
import { examples } from "./examples";

export const residenceRegistration = declareRegistration({ id: "residence-registration", kind: "permanent", examples });
