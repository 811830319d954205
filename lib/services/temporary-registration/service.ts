import { declareRegistration } from "@/lib/residence/declare";
import { examples } from "./examples";

export const temporaryRegistration = declareRegistration({ id: "temporary-registration", kind: "temporary", examples });
